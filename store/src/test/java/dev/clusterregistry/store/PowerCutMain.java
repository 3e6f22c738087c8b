package dev.clusterregistry.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Cuts the power of a writing process: ext4 in an image, the process is stopped, the image is
 * copied as it is (what has not been synced is only in memory), the copy is mounted, which replays
 * its journal, and the store in it is opened.
 */
final class PowerCutMain {
  private final Path temporary;

  private PowerCutMain(Path temporary) {
    this.temporary = temporary;
  }

  /** Prints {@code acknowledged N lost M}; the second argument is the writer's mode. */
  public static void main(String[] arguments) throws Exception {
    new PowerCutMain(Path.of(arguments[0])).cut(arguments[1]);
  }

  private void cut(String mode) throws Exception {
    Path image = temporary.resolve("image");
    Path mount = Files.createDirectories(temporary.resolve("before"));
    if (!succeeds("truncate", "-s", "64M", image.toString())
        || !succeeds("mkfs.ext4", "-q", "-F", image.toString())
        || !succeeds("mount", "-o", "loop", image.toString(), mount.toString())) {
      System.out.println("CANNOT MOUNT");
      return;
    }
    Path copy = temporary.resolve("copy");
    AckLog acks = new AckLog();
    try (ChildJvm writer =
        ChildJvm.start(
            WriterMain.class, temporary, List.of(mount.resolve("data").toString(), mode))) {
      for (int i = 0; i < 2_000; i++) {
        acks.add(String.valueOf(writer.line()));
      }
      require("kill", "-STOP", Long.toString(writer.pid()));
      require("cp", "--sparse=always", image.toString(), copy.toString());
      writer.kill();
      // Nothing after the copy counts.
    }
    Path after = Files.createDirectories(temporary.resolve("after"));
    require("mount", "-o", "loop", copy.toString(), after.toString());
    report(acks, after.resolve("data"));
  }

  private static void report(AckLog acks, Path folder) {
    try (SqliteStore store = SqliteStore.open(folder, SqliteOptions.defaults())) {
      System.out.println("acknowledged " + acks.size() + " lost " + acks.lost(store));
    } catch (UnusableStoreException e) {
      System.out.println("acknowledged " + acks.size() + " lost all: " + e.getMessage());
    }
  }

  private static boolean succeeds(String... command) throws IOException, InterruptedException {
    return ChildJvm.run(List.of(command)).exitCode() == 0;
  }

  private static void require(String... command) throws IOException, InterruptedException {
    ChildJvm.Result result = ChildJvm.run(List.of(command));
    if (result.exitCode() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + result.output());
    }
  }
}
