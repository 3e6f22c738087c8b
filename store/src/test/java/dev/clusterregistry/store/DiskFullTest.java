package dev.clusterregistry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFullTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path temporary;

  @Test
  void onAFullDiskReadsGoOnAndWritesResumeWhenThereIsSpaceAgain() throws Exception {
    Path mount = Files.createDirectory(temporary.resolve("mount"));
    try (ChildJvm child =
        ChildJvm.start(
            ChildJvm.ownMounts(), DiskFullMain.class, temporary, List.of(mount.toString()))) {
      String output = child.allOutput();
      if (output.contains("CANNOT MOUNT")) {
        ChildJvm.cannotMount(output);
      }
      assertThat(output).contains("DONE");
      assertThat(child.exitCode()).isZero();
    }
  }
}
