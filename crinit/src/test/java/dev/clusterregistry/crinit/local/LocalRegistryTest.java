package dev.clusterregistry.crinit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.crinit.CrinitException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launchers that are scripts here, as in a checkout, and servers that are not ours. */
class LocalRegistryTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final StringWriter out = new StringWriter();

  private LocalRegistry registry() {
    return new LocalRegistry(folder.resolve("registry"));
  }

  private void start(String script, Duration patience) throws IOException {
    Path launcher = Files.writeString(folder.resolve("launcher"), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    LocalRegistry registry = registry();
    registry.start(
        launcher, List.of(), patience, new Preparation(new PrintWriter(out), registry.log()));
  }

  @AfterEach
  void stop() {
    registry().stop(LONG);
  }

  @Test
  void aLauncherThatBuildsHasItsTimeAndWhatItSaysIsShown() throws IOException {
    start(
        """
        echo building
        echo '  module 1'
        sleep 2
        exec perl -e '$| = 1; print "x serves at https://127.0.0.1\\n"; sleep 100'
        """,
        SHORT);
    assertThat(out.toString()).isEqualTo("building\n");
    assertThat(registry().process()).isPresent();
  }

  @Test
  void aServerThatDoesNotServeInTimeIsEnded() {
    assertThatThrownBy(() -> start("echo starting; exec sleep 100", SHORT))
        .isInstanceOf(CrinitException.class)
        .hasMessageContaining("the registry does not start: starting")
        .hasMessageContaining(registry().log().toString());
  }

  @Test
  void aBuildThatFailsIsSaidInItsLastWords() {
    assertThatThrownBy(() -> start("echo; echo 'Error: Maven is needed'; exit 1", LONG))
        .isInstanceOf(CrinitException.class)
        .hasMessageContaining("the registry does not start: Maven is needed");
  }
}
