package dev.clusterregistry.clusterregistry.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.clusterregistry.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own, on this test's class path. */
final class ProgramProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path err;
  private final BufferedReader out;

  private ProgramProcess(Process process, Path err) {
    this.process = process;
    this.err = err;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * @param folder for its standard error
   */
  static ProgramProcess start(Path folder, String... arguments) throws IOException {
    return start(List.of(), folder, arguments);
  }

  /**
   * @param jvmFlags beside the usual ones
   */
  static ProgramProcess start(List<String> jvmFlags, Path folder, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED"));
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    Path err = Files.createTempFile(folder, "program", ".err");
    return new ProgramProcess(new ProcessBuilder(command).redirectError(err.toFile()).start(), err);
  }

  /** Waits until the server has said that it serves. */
  String url() throws IOException {
    String line = out.readLine();
    assertThat(line).as("first line; standard error: %s", err()).isNotNull();
    return line.substring(line.indexOf("https://"));
  }

  String rest() throws IOException {
    StringBuilder rest = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      rest.append(line).append('\n');
    }
    return rest.toString();
  }

  String err() {
    try {
      return Files.readString(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGTERM; {@code process.destroy()} would also close the streams. */
  void terminate() {
    process.toHandle().destroy();
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("has ended").isTrue();
    return process.exitValue();
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
