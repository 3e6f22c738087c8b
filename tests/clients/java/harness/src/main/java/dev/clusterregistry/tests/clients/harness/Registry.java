package dev.clusterregistry.tests.clients.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The built program, standing alone, on a port that stays the same when it is stopped and started. */
public final class Registry implements AutoCloseable {
  /** Of a user of the group system:masters. */
  public static final String TOKEN = "admin-token";

  private final Path folder;
  private final int port = freePort();
  private @Nullable Process process;

  private Registry(Path folder) {
    this.folder = folder;
  }

  /**
   * Starts a registry; returns when it serves.
   *
   * @param folder for its data
   */
  public static Registry start(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("tokens.csv"), TOKEN + ",admin,uid-admin,\"system:masters\"\n");
    Registry registry = new Registry(folder);
    registry.start();
    return registry;
  }

  /** Starts it again on the same data and the same port. */
  public void start() throws IOException {
    process =
        program(
            "standalone",
            "--data-dir=" + folder.resolve("data"),
            "--secure-port=" + port,
            "--token-auth-file=" + folder.resolve("tokens.csv"));
    // Not closed: the program may still write, and would notice.
    BufferedReader out = process.inputReader(UTF_8);
    String line = out.readLine();
    if (line == null) {
      throw new IOException("it did not start: " + Files.readString(folder.resolve("err")));
    }
  }

  /** SIGTERM, and waits for the end. */
  public void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      process.waitFor();
    }
  }

  /** Forgets, while stopped, all history: who watched before must list again. */
  public void compact() throws IOException, InterruptedException {
    Process compaction = program("store", "compact", "--data-dir=" + folder.resolve("data"));
    String said = new String(compaction.getInputStream().readAllBytes(), UTF_8);
    if (compaction.waitFor() != 0) {
      throw new IOException(said + Files.readString(folder.resolve("err")));
    }
  }

  public int port() {
    return port;
  }

  /** The certificate of the authority that signed the server's, in PEM. */
  public Path authority() {
    return folder.resolve("data/pki/ca.crt");
  }

  /** Trusts the registry. */
  public SSLContext trust() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(authority())) {
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

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private Process program(String... arguments) throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.isExecutable(root.resolve("bin/clusterregistry"))) {
      root = root.getParent();
      if (root == null) {
        throw new IOException("not below the project's folder");
      }
    }
    List<String> command = new ArrayList<>();
    command.add(root.resolve("bin/clusterregistry").toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("err").toFile()))
        .start();
  }

  /** Below the ports that outgoing connections take, so that a restart finds its port free. */
  private static int freePort() {
    while (true) {
      try (ServerSocket socket =
          new ServerSocket(20_000 + ThreadLocalRandom.current().nextInt(10_000))) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken: try another.
      }
    }
  }
}
