package dev.clusterregistry.tests.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.clusterregistry.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A server in a JVM of its own, on the class path of the tests; standalone unless said otherwise.
 */
public final class ServerProcess implements AutoCloseable {
  public static final String TOKEN = "admin-token";
  public static final String JANE = "jane-token";

  /** Below the ports that outgoing connections take, so that a restart finds its port free. */
  private static final int FIRST_PORT = 20_000;

  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final Path err;
  private final String url;
  private final SSLContext trust;
  private volatile boolean killed;

  private ServerProcess(Process process, Path err, String url, SSLContext trust) {
    this.process = process;
    this.err = err;
    this.url = url;
    this.trust = trust;
  }

  /** Starts a server that keeps its data below the folder; returns when it serves. */
  public static ServerProcess start(Path folder, int port, String... flags) throws Exception {
    Path data = folder.resolve("data");
    return start(List.of(), folder, data, data, port, flags);
  }

  /**
   * Starts a server by way of another command, which may show it another file system.
   *
   * @param folder for files of the test's own
   * @param data the data folder as the server sees it
   * @param visibleData the data folder as this process sees it
   */
  static ServerProcess start(
      List<String> before, Path folder, Path data, Path visibleData, int port, String... flags)
      throws Exception {
    Path tokens = folder.resolve("tokens.csv");
    Files.writeString(
        tokens,
        TOKEN + ",admin,uid-admin,\"system:masters\"\n" + JANE + ",jane,uid-jane,\"devs\"\n");
    List<String> arguments = new ArrayList<>();
    arguments.add("standalone");
    arguments.add("--data-dir=" + data);
    arguments.add("--secure-port=" + port);
    arguments.add("--token-auth-file=" + tokens);
    arguments.addAll(List.of(flags));
    return launch(before, folder, visibleData, arguments);
  }

  /** Starts a server behind another; returns when it serves, ready or not. */
  static ServerProcess aggregated(Path folder, String... flags) throws Exception {
    Path data = folder.resolve("data");
    List<String> arguments = new ArrayList<>();
    arguments.add("aggregated");
    arguments.add("--data-dir=" + data);
    arguments.add("--bind-address=127.0.0.1");
    arguments.add("--secure-port=0");
    arguments.addAll(List.of(flags));
    return launch(List.of(), folder, data, arguments);
  }

  private static ServerProcess launch(
      List<String> before, Path folder, Path visibleData, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx448m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", classPath(), Main.class.getName()));
    command.addAll(arguments);
    Path err = Files.createTempFile(folder, "server", ".err");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    try {
      String url = url(process, err);
      return new ServerProcess(process, err, url, trust(visibleData.resolve("pki/ca.crt")));
    } catch (IOException | GeneralSecurityException | AssertionError e) {
      process.destroyForcibly();
      throw e;
    }
  }

  static int freePort() {
    while (true) {
      int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(10_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken: try another.
      }
    }
  }

  /** Of the tests, with the program on it. */
  public static String classPath() {
    String given = System.getProperty("surefire.test.class.path");
    return given == null ? System.getProperty("java.class.path") : given;
  }

  private static String url(Process process, Path err) throws IOException {
    // Not closed: the server may still write, and would notice.
    BufferedReader out = process.inputReader(UTF_8);
    String line = out.readLine();
    assertThat(line).as("first line; standard error: %s", Files.readString(err)).isNotNull();
    return line.substring(line.indexOf("https://"));
  }

  private static SSLContext trust(Path authority) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(authority)) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  public String url() {
    return url;
  }

  SSLContext trust() {
    return trust;
  }

  public String err() {
    try {
      return Files.readString(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL: the process gets no chance to do anything. */
  void kill() throws InterruptedException {
    killed = true;
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  boolean killed() {
    return killed;
  }

  /** SIGTERM. */
  void terminate() {
    process.toHandle().destroy();
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .as("has ended; standard error: %s", err())
        .isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    killed = true;
    process.destroyForcibly();
  }
}
