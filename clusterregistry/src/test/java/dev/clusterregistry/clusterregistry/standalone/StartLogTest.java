package dev.clusterregistry.clusterregistry.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says about a start. */
class StartLogTest {
  @TempDir private Path folder;

  @Test
  void aStartSaysHowLongItsPartsTook() throws Exception {
    assertThat(logOfAStart(List.of()))
        .containsPattern(
            "Started in [0-9]+ ms: flags [0-9]+, store [0-9]+, certificates [0-9]+, kinds [0-9]+,"
                + " objects and TLS [0-9]+\n")
        .doesNotContain("ahead-of-time");
  }

  @Test
  void aRejectedAheadOfTimeCacheIsLoggedOnce() throws Exception {
    Path cache = Files.writeString(folder.resolve("broken.aot"), "not a cache");
    String log =
        logOfAStart(
            List.of(
                "-XX:AOTCache=" + cache,
                "-Xlog:aot=off,cds=off",
                "-Dclusterregistry.aot=" + cache));
    assertThat(log).containsOnlyOnce("The ahead-of-time cache " + cache + " does not fit");
    assertThat(log).doesNotContain("[error]");
  }

  private String logOfAStart(List<String> javaFlags) throws IOException, InterruptedException {
    try (ProgramProcess server =
        ProgramProcess.start(
            javaFlags,
            folder,
            "standalone",
            "--data-dir=" + folder.resolve("data"),
            "--secure-port=0")) {
      server.url();
      server.terminate();
      assertThat(server.exitCode()).isZero();
      return server.err();
    }
  }
}
