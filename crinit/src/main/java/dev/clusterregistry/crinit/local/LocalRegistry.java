package dev.clusterregistry.crinit.local;

import dev.clusterregistry.crinit.CrinitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A standalone registry on this machine, in the background: its data, the number of its process and
 * its log are in one folder.
 */
public record LocalRegistry(Path folder) {
  private static final long PAUSE_MILLISECONDS = 100;
  private static final String ERROR = "Error: ";

  /** How long a launcher may take, which may have to fetch what it builds with. */
  private static final Duration BUILDING = Duration.ofMinutes(30);

  private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "busybox");

  public Path data() {
    return folder.resolve("data");
  }

  public Path log() {
    return folder.resolve("server.log");
  }

  private Path number() {
    return folder.resolve("server.pid");
  }

  /** What the server wrote for its administrator. */
  public Path kubeconfig() {
    return data().resolve("admin.kubeconfig");
  }

  /** The process, if it runs. */
  public Optional<ProcessHandle> process() {
    try {
      String[] words = Files.readString(number()).strip().split(" ");
      // A number may have gone to another process since.
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(one -> one.isAlive() && words.length > 1 && started(one).equals(words[1]));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(one -> String.valueOf(one.toEpochMilli())).orElse("?");
  }

  /**
   * Starts the server, and returns when it serves.
   *
   * @param launcher the program clusterregistry
   * @param arguments further flags for it
   * @param patience for the server itself; a launcher that has to build it first has its time
   * @param preparing is called again and again while the launcher is at work
   */
  public ProcessHandle start(
      Path launcher, List<String> arguments, Duration patience, Runnable preparing) {
    // The server outlives the terminal that it was started from.
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", "trap '' HUP; exec \"$0\" \"$@\""));
    command.add(launcher.toString());
    command.add("standalone");
    command.add("--data-dir=" + data());
    command.addAll(arguments);
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.deleteIfExists(kubeconfig());
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(log().toFile())
              .redirectErrorStream(true)
              .start();
      Files.writeString(number(), process.pid() + " " + started(process.toHandle()) + "\n");
      awaitLaunched(process, preparing);
      awaitServing(process, patience);
      return process.toHandle();
    } catch (IOException e) {
      throw new CrinitException("the registry cannot be started: " + e.getMessage(), e);
    }
  }

  /** A launcher is a script, which becomes the server's process once there is nothing to build. */
  private static void awaitLaunched(Process process, Runnable preparing) {
    long end = System.nanoTime() + BUILDING.toNanos();
    while (process.isAlive() && isScript(process.info()) && System.nanoTime() < end) {
      preparing.run();
      pause();
    }
  }

  private static boolean isScript(ProcessHandle.Info process) {
    String program = process.command().orElse("");
    return SHELLS.contains(program.substring(program.lastIndexOf('/') + 1));
  }

  /** The server says where it serves once it does. */
  private void awaitServing(Process process, Duration patience) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    while (!Files.readString(log()).contains(" serves at https://")) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroy();
        String last = Files.readString(log()).lines().reduce((first, second) -> second).orElse("");
        // The line of a program that says "Error: " itself.
        String why = last.startsWith(ERROR) ? last.substring(ERROR.length()) : last;
        throw new CrinitException("the registry does not start: " + why + "\nIts log is " + log());
      }
      pause();
    }
  }

  /** False if it did not run. Its data stays. */
  public boolean stop(Duration patience) {
    Optional<ProcessHandle> process = process();
    process.ifPresent(
        one -> {
          one.destroy();
          long end = System.nanoTime() + patience.toNanos();
          while (one.isAlive()) {
            if (System.nanoTime() > end) {
              throw new CrinitException(
                  "the registry's process " + one.pid() + " does not end; its log is " + log());
            }
            pause();
          }
        });
    return process.isPresent();
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CrinitException("interrupted", e);
    }
  }
}
