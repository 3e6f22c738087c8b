package dev.clusterregistry.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A JVM of the tests' own that may be stopped, killed, or given a file system of its own. */
final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    output = process.inputReader(UTF_8);
  }

  static ChildJvm start(Class<?> main, Path temporary, List<String> arguments) throws IOException {
    return start(List.of(), main, temporary, arguments);
  }

  /** Starts the class by way of the command {@code before}. */
  static ChildJvm start(List<String> before, Class<?> main, Path temporary, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xmx256m");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Djava.io.tmpdir=" + temporary);
    String classPath = System.getProperty("surefire.test.class.path");
    command.add("-cp");
    command.add(classPath == null ? System.getProperty("java.class.path") : classPath);
    command.add(main.getName());
    command.addAll(arguments);
    return new ChildJvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The next line of output; null at its end. */
  @Nullable String line() throws IOException {
    return output.readLine();
  }

  String allOutput() throws IOException {
    StringBuilder all = new StringBuilder();
    String line;
    while ((line = line()) != null) {
      all.append(line).append('\n');
    }
    return all.toString();
  }

  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  long pid() {
    return process.pid();
  }

  /** SIGKILL: the process gets no chance to do anything. */
  void kill() throws InterruptedException {
    // Process.destroy would also close the output, which may hold more than has been read.
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Runs a command to its end and returns its exit code and output. */
  static Result run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      StringBuilder text = new StringBuilder();
      String line;
      while ((line = reader.readLine()) != null) {
        text.append(line).append('\n');
      }
      return new Result(process.waitFor(), text.toString());
    }
  }

  record Result(int exitCode, String output) {}

  /** How a command gets a mount table of its own; root needs no user namespace for that. */
  static List<String> ownMounts() throws IOException {
    boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    return root ? List.of("unshare", "-m") : List.of("unshare", "-Urm");
  }

  /**
   * The test cannot be run here: that fails in CI, where everything must be, and skips elsewhere.
   */
  static void cannotMount(String output) {
    String reason = "this machine does not let us mount: " + output;
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(reason);
    }
    Assumptions.abort("left out: " + reason);
  }
}
