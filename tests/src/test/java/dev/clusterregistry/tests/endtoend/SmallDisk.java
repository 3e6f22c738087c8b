package dev.clusterregistry.tests.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A disk of a few megabytes in memory. A process of its own holds it in a mount table that nobody
 * else has; closing this, or the death of this JVM, ends that process and frees the disk.
 */
final class SmallDisk implements AutoCloseable {
  private static final String SCRIPT =
      "mount -t tmpfs -o size=$1m tmpfs \"$2\" || exit 1; echo mounted; exec cat";

  private final Process holder;
  private final Path mount;
  private final boolean root;

  private SmallDisk(Process holder, Path mount, boolean root) {
    this.holder = holder;
    this.mount = mount;
    this.root = root;
  }

  /** Skips or fails the test if this machine does not let us mount. */
  static SmallDisk mount(Path mount, int megabytes) throws IOException {
    boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    Files.createDirectories(mount);
    List<String> command = new ArrayList<>(List.of("unshare", root ? "-m" : "-Urm", "sh", "-c"));
    command.addAll(List.of(SCRIPT, "sh", Integer.toString(megabytes), mount.toString()));
    Process holder = new ProcessBuilder(command).redirectErrorStream(true).start();
    String answer = String.valueOf(holder.inputReader(UTF_8).readLine());
    if (!answer.equals("mounted")) {
      holder.destroyForcibly();
      Possibility.missing("mounting a tmpfs (" + answer + ")");
    }
    return new SmallDisk(holder, mount, root);
  }

  /** How a command gets to see the disk. */
  List<String> entry() {
    List<String> command = new ArrayList<>(List.of("nsenter"));
    if (!root) {
      command.addAll(List.of("-U", "--preserve-credentials"));
    }
    command.addAll(List.of("-m", "-t", Long.toString(holder.pid())));
    return command;
  }

  /** A path on the disk as commands see it that entered. */
  Path inside(String name) {
    return mount.resolve(name);
  }

  /** The same as this process sees it. */
  Path outside(String name) {
    return Path.of("/proc/" + holder.pid() + "/root" + inside(name));
  }

  @Override
  public void close() {
    holder.destroyForcibly();
  }
}
