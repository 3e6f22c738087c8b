package dev.clusterregistry.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarTest {
  private static final Instant TIME = Instant.parse("2026-11-22T01:02:03Z");

  @TempDir Path work;

  @Test
  void theMachinesTarReadsNamesModesOwnersTimesAndLinks() throws Exception {
    Path tree = tree("a");

    assertThat(listing(archive(tree)))
        .containsExactly(
            "drwxr-xr-x 0/0 0 2026-11-22 01:02:03 bin/",
            "-rwxr-xr-x 0/0 4 2026-11-22 01:02:03 bin/program",
            "drwx------ 65532/65532 0 2026-11-22 01:02:03 data/",
            "lrwxrwxrwx 0/0 0 2026-11-22 01:02:03 link -> bin/program",
            "-rw-r--r-- 0/0 513 2026-11-22 01:02:03 " + longName());
  }

  @Test
  void theMachinesTarFindsTheContentUnchanged() throws Exception {
    Path archive = archive(tree("a"));
    Path out = Files.createDirectory(work.resolve("out"));

    run("tar", "-xzf", archive.toString(), "-C", out.toString());

    assertThat(out.resolve("bin/program")).hasContent("run\n");
    assertThat(out.resolve(longName())).hasContent("x".repeat(513));
  }

  @Test
  void equalFilesMakeEqualArchivesWhoeverMadeThemAndWhen() throws Exception {
    Path first = tree("a");
    Path second = tree("b");
    Files.setLastModifiedTime(second.resolve("bin/program"), FileTime.fromMillis(1));
    Files.setPosixFilePermissions(
        second.resolve("bin/program"), PosixFilePermissions.fromString("rwx------"));

    assertThat(archive(second)).hasSameBinaryContentAs(archive(first));
  }

  @Test
  void aNameThatDoesNotFitIsRefused() throws Exception {
    Path tree = Files.createDirectory(work.resolve("long"));
    Files.writeString(tree.resolve("n".repeat(101)), "");

    assertThatThrownBy(() -> archive(tree))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too long a name for a tar archive: nnn");
  }

  private Path tree(String name) throws IOException {
    Path tree = Files.createDirectory(work.resolve(name));
    Path program = Files.createDirectory(tree.resolve("bin")).resolve("program");
    Files.writeString(program, "run\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectory(tree.resolve("data"));
    Files.createSymbolicLink(tree.resolve("link"), Path.of("bin/program"));
    Path deep = tree.resolve(longName());
    Files.createDirectories(deep.getParent());
    Files.writeString(deep, "x".repeat(513));
    return tree;
  }

  /** Of a file below folders that are too long together for the field of names. */
  private static String longName() {
    return "p".repeat(60) + "/" + "q".repeat(60) + "/file";
  }

  private Path archive(Path tree) throws IOException {
    Path archive = work.resolve(tree.getFileName() + ".tar.gz");
    Map<String, Entry.Attributes> exceptions = Map.of("data", new Entry.Attributes(65532, 0700));
    Layer.write(archive, Tree.of(tree, exceptions), TIME);
    return archive;
  }

  private List<String> listing(Path archive) throws Exception {
    String text =
        run("tar", "--utc", "--full-time", "--numeric-owner", "-tvzf", archive.toString());
    return text.lines()
        .map(line -> line.replaceAll(" +", " "))
        .filter(line -> !line.endsWith("p/") && !line.endsWith("q/"))
        .toList();
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
