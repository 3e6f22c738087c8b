package dev.clusterregistry.tests.crinit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.clusterregistry.clusterregistry.Main;
import dev.clusterregistry.crinit.command.Console;
import dev.clusterregistry.crinit.command.Program;
import dev.clusterregistry.tests.endtoend.Api;
import dev.clusterregistry.tests.endtoend.ServerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** A cluster to deploy into, and a user of it who has crinit, kubectl and a kubeconfig. */
final class HostCluster {
  private static final long PATIENCE_SECONDS = 120;

  private final ServerProcess server;
  private final Api api;
  private final Kubelet kubelet;
  private final Path kubeconfig;
  private final Path work;

  /** What a command has left. */
  record Outcome(int code, String out, String err) {}

  private HostCluster(ServerProcess server, Path folder) throws IOException {
    this.server = server;
    api = new Api(server);
    kubelet = new Kubelet(api, folder, InCluster.of(server.url(), folder));
    kubeconfig = folder.resolve("kubeconfig");
    work = Files.createDirectories(folder.resolve("work"));
    Path launcher =
        Files.writeString(
            work.resolve("clusterregistry"),
            "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp '%s' %s \"$@\"\n"
                .formatted(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    ServerProcess.classPath(),
                    Main.class.getName()));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(kubeconfig, kubeconfig(server.url(), authority(folder)));
  }

  /** Whether this machine has what it takes. */
  private static boolean isPossible() {
    boolean programs =
        Stream.of("bash", "kubectl", "openssl")
            .allMatch(
                name ->
                    Stream.of(System.getenv("PATH").split(":", -1))
                        .anyMatch(one -> Files.isExecutable(Path.of(one, name))));
    return programs && Kubelet.isPossible();
  }

  static HostCluster start(Path folder) throws Exception {
    assumeThat(isPossible())
        .as("there are bash, kubectl and openssl, and port 443 of all of 127.0.0.0/8 is ours")
        .isTrue();
    List<String> flags = new ArrayList<>(HostKinds.flags(folder));
    ServerProcess server = ServerProcess.start(folder, 0, flags.toArray(String[]::new));
    HostCluster cluster = new HostCluster(server, folder);
    cluster.api.post(
        "/apis/storage.k8s.io/v1/storageclasses",
        "{\"metadata\":{\"name\":\"standard\",\"annotations\":{\"storageclass.kubernetes.io/is-default-class\":\"true\"}},\"provisioner\":\"test\"}");
    String nodes = "/api/v1/nodes";
    ObjectNode node =
        (ObjectNode) cluster.api.post(nodes, "{\"metadata\":{\"name\":\"node\"}}").body();
    node.withObject("/status")
        .putArray("addresses")
        .addObject()
        .put("type", "InternalIP")
        .put("address", "127.0.0.1");
    assertThat(cluster.api.put(nodes + "/node/status", node.toString()).code()).isEqualTo(200);
    return cluster;
  }

  private static String authority(Path folder) throws IOException {
    return Base64.getEncoder()
        .encodeToString(Files.readAllBytes(folder.resolve("data/pki/ca.crt")));
  }

  private static String kubeconfig(String url, String authority) {
    return """
    apiVersion: v1
    clusters:
    - cluster:
        certificate-authority-data: %s
        server: %s
      name: host
    contexts:
    - context:
        cluster: host
        user: host
      name: host
    - context:
        cluster: host
        user: jane
      name: jane
    current-context: host
    kind: Config
    users:
    - name: host
      user:
        token: %s
    - name: jane
      user:
        token: %s
    """
        .formatted(authority, url, ServerProcess.TOKEN, ServerProcess.JANE);
  }

  Api api() {
    return api;
  }

  Kubelet kubelet() {
    return kubelet;
  }

  Path kubeconfig() {
    return kubeconfig;
  }

  Path work() {
    return work;
  }

  String url() {
    return server.url();
  }

  Outcome crinit(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            Map.of(
                "KUBECONFIG", kubeconfig.toString(),
                "HOME", work.toString(),
                "CLUSTERREGISTRY", work.resolve("clusterregistry").toString()),
            false);
    int code = Program.run(console, words);
    return new Outcome(code, out.toString(), err.toString());
  }

  /** crinit in a process of its own, which can be interrupted. */
  Process launch(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", ServerProcess.classPath()));
    command.add(dev.clusterregistry.crinit.Main.class.getName());
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    return builder.start();
  }

  /** A line of a shell, with kubectl and the kubeconfig. */
  Outcome shell(String line) throws IOException, InterruptedException {
    Path out = Files.createTempFile(work, "command", ".out");
    Path err = Files.createTempFile(work, "command", ".err");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", line)
            .directory(work.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("HOME", work.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("does not end: " + line);
    }
    return new Outcome(
        process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  void close() throws IOException, InterruptedException {
    kubelet.close();
    api.close();
    server.close();
  }
}
