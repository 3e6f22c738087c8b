package dev.clusterregistry.tests.crinit;

import dev.clusterregistry.clusterregistry.Main;
import dev.clusterregistry.tests.endtoend.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A container of a pod: the registry's program, or etcd, in a process of its own. */
final class ContainerProcess {
  /** Another one on this machine has other ports. */
  private static final String OWN_ETCD = "127\\.0\\.0\\.1:(2379|2380)";

  private final JsonNode spec;
  private final String address;
  private volatile @Nullable Process process;

  /**
   * @param address of the pod, where all that its containers listen to is
   */
  ContainerProcess(JsonNode spec, String address) {
    this.spec = spec;
    this.address = address;
  }

  String name() {
    return spec.path("name").asString();
  }

  String image() {
    return spec.path("image").asString();
  }

  JsonNode mounts() {
    return spec.path("volumeMounts");
  }

  boolean wasStarted() {
    return process != null;
  }

  /**
   * @param mounts where on this machine the folders of the container are
   * @param before begins the command line
   */
  void start(
      Map<String, Path> mounts, List<String> before, Map<String, String> environment, Path log)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    List<String> words = new ArrayList<>();
    spec.path("command").forEach(word -> words.add(here(word.asString(), mounts)));
    spec.path("args").forEach(word -> words.add(here(word.asString(), mounts)));
    if (spec.path("command").isMissingNode()) {
      command.addAll(registry());
    } else {
      command.add(program(words.removeFirst()));
    }
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    process = builder.start();
  }

  /** What the image of the registry would run. */
  private static List<String> registry() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        ServerProcess.classPath(),
        Main.class.getName());
  }

  /** The one of this machine for a path of an image. */
  private static String program(String path) {
    if (!path.endsWith("/etcd")) {
      throw new IllegalArgumentException("no such program in any image: " + path);
    }
    return System.getenv().getOrDefault("ETCD_PROGRAM", "/usr/bin/etcd");
  }

  /** An argument as it is, but for what a container's own view of files and network would make. */
  private String here(String argument, Map<String, Path> mounts) {
    for (Map.Entry<String, Path> mount : mounts.entrySet()) {
      String inside = "=" + mount.getKey() + "/";
      if (argument.contains(inside)) {
        return argument.replace(inside, "=" + mount.getValue() + "/");
      }
    }
    return argument.replace("0.0.0.0", address).replaceAll(OWN_ETCD, address + ":$1");
  }

  boolean isAlive() {
    Process current = process;
    return current != null && current.isAlive();
  }

  void stop() throws InterruptedException {
    Process current = process;
    if (current != null) {
      current.destroy();
      if (!current.waitFor(1, TimeUnit.MINUTES)) {
        kill();
      }
    }
  }

  void kill() throws InterruptedException {
    Process current = process;
    if (current != null) {
      current.destroyForcibly().waitFor();
    }
  }
}
