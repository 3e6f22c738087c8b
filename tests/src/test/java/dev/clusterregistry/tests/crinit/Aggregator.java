package dev.clusterregistry.tests.crinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.crinit.certificate.Authority;
import dev.clusterregistry.crinit.certificate.Issued;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The real kube-aggregator with its etcd; its one service leads to an address that is given. */
final class Aggregator {
  private static final Path SOURCE = Path.of("aggregation", "aggregator").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final List<Process> processes = new ArrayList<>();
  private final Path folder;
  private final Authority proxies = Authority.create("proxies", Instant.now());
  private final int port = freePort();

  Aggregator(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder.resolve("aggregator"));
  }

  /** Whether this machine has what it takes. */
  static boolean isPossible() {
    return Stream.of("go", "etcd", "kubectl", "unshare").allMatch(one -> !program(one).isEmpty());
  }

  private static String program(String name) {
    return Stream.of((System.getenv("PATH") + ":/usr/local/go/bin").split(":", -1))
        .map(one -> one + "/" + name)
        .filter(one -> Files.isExecutable(Path.of(one)))
        .findFirst()
        .orElse("");
  }

  /** Whom servers behind it are to believe, PEM. */
  String proxyAuthority() {
    return proxies.own().certificate();
  }

  String url() {
    return "https://localhost:" + port;
  }

  Path certificate() {
    return folder.resolve("certificates/apiserver.crt");
  }

  /**
   * @param hostKubeconfig of the server that knows users and their rights
   * @param service the one that there is, as namespace/name
   * @param backend its address and port
   */
  void start(Path hostKubeconfig, String service, String backend) throws Exception {
    Path built = Path.of("..", "target", "aggregation", "aggregator").toAbsolutePath().normalize();
    Files.createDirectories(built.getParent());
    Process build =
        new ProcessBuilder(program("go"), "build", "-o", built.toString(), ".")
            .directory(SOURCE.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("build.log").toFile())
            .start();
    assertThat(build.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(build.exitValue()).as(Files.readString(folder.resolve("build.log"))).isZero();
    Issued proxy = proxies.client("front-proxy-client", List.of());
    Path certificate = Files.writeString(folder.resolve("proxy.crt"), proxy.certificate());
    Path key = Files.writeString(folder.resolve("proxy.key"), proxy.key());
    String etcd = "http://127.0.0.1:" + freePort();
    String peer = "http://127.0.0.1:" + freePort();
    launch(
        program("etcd"),
        "--data-dir=" + folder.resolve("etcd"),
        "--listen-client-urls=" + etcd,
        "--advertise-client-urls=" + etcd,
        "--listen-peer-urls=" + peer);
    launch(
        built.toString(),
        "--secure-port=" + port,
        "--bind-address=127.0.0.1",
        "--cert-dir=" + certificate().getParent(),
        "--etcd-servers=" + etcd,
        "--authentication-kubeconfig=" + hostKubeconfig,
        "--authentication-skip-lookup",
        "--authorization-kubeconfig=" + hostKubeconfig,
        "--proxy-client-cert-file=" + certificate,
        "--proxy-client-key-file=" + key,
        "--service=" + service,
        "--backend=" + backend);
    await().atMost(PATIENCE).until(() -> Files.exists(certificate()));
    await().atMost(PATIENCE).until(() -> Probe.succeeds(url() + "/livez"));
  }

  private void launch(String... command) throws IOException {
    Path log = folder.resolve(Path.of(command[0]).getFileName() + ".log");
    processes.add(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  void close() throws InterruptedException {
    for (Process process : processes.reversed()) {
      process.destroyForcibly().waitFor();
    }
  }
}
