package dev.clusterregistry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs the right to mount a loop device, which a user namespace does not give. */
class PowerCutTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path temporary;

  @RepeatedTest(3)
  void noAcknowledgedWriteIsLostByAPowerCut() throws Exception {
    assertThat(cut("16")).endsWith(" lost 0");
  }

  /** Shows that the test above would notice a missing sync. */
  @Test
  void withoutSyncsAPowerCutLosesAcknowledgedWrites() throws Exception {
    assertThat(cut("unsafe")).containsPattern(" lost (1|all)");
  }

  private String cut(String mode) throws Exception {
    try (ChildJvm child =
        ChildJvm.start(
            ChildJvm.ownMounts(),
            PowerCutMain.class,
            temporary,
            List.of(temporary.toString(), mode))) {
      String output = child.allOutput().strip();
      if (output.contains("CANNOT MOUNT")) {
        ChildJvm.cannotMount(output);
      }
      assertThat(child.exitCode()).isZero();
      return output;
    }
  }
}
