package dev.clusterregistry.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.clusterregistry.store.etcd.Etcd;
import dev.clusterregistry.store.etcd.NeedsEtcd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server on etcd whose clock jumps by an hour, forth and back, by libfaketime. (etcd's own clock
 * cannot be moved so: Go asks the kernel, not the C library. It decides nothing by it but leases,
 * of which there are none here.)
 */
@NeedsEtcd
@EnabledIf("installed")
@Timeout(600)
class ClockJumpTest {
  private static final Path LIBRARY =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");

  @TempDir Path folder;

  static boolean installed() {
    return Files.exists(LIBRARY);
  }

  @Test
  void aClockThatJumpsLosesNothingAndRepeatsNothing() throws Exception {
    Path offset = Files.writeString(folder.resolve("offset"), "+0\n");
    List<String> before =
        List.of(
            "env",
            "LD_PRELOAD=" + LIBRARY,
            "FAKETIME_TIMESTAMP_FILE=" + offset,
            "FAKETIME_NO_CACHE=1",
            "FAKETIME_DONT_FAKE_MONOTONIC=1",
            "DONT_FAKE_MONOTONIC=1");
    Path data = folder.resolve("data");
    try (Etcd etcd = Etcd.start(1);
        ServerProcess jumping =
            ServerProcess.start(
                before,
                folder,
                data,
                data,
                ServerProcess.freePort(),
                "--etcd-servers=" + etcd.urls().getFirst(),
                "--etcd-compaction-interval=2s");
        Api api = new Api(jumping)) {
      Watcher watcher = new Watcher(Api.CLUSTERS, api.get(Api.CLUSTERS).revision());
      watcher.resume(api);
      long last = 0;
      int count = 0;
      for (String jump : List.of("+0", "+1h", "+0", "-1h", "+0")) {
        Files.writeString(offset, jump + "\n");
        for (int i = 0; i < 10; i++) {
          Api.Answer created = api.post(Api.CLUSTERS, Bodies.cluster("c-" + (1000 + count++)));
          assertThat(created.code()).as("%s", created.body()).isEqualTo(201);
          assertThat(clockOf(created)).isCloseTo(expected(jump), within(5, ChronoUnit.MINUTES));
          last = created.revision();
          assertThat(api.get(Api.CLUSTERS + "/c-" + (999 + count)).code()).isEqualTo(200);
        }
      }
      watcher.awaitRevision(last);
      assertThat(watcher.events()).hasSize(count).extracting(Event::name).isSorted();
      assertThat(api.get("/readyz").code()).isEqualTo(200);
      assertThat(jumping.err()).doesNotContain("Exception");
    }
  }

  /** Else the clock did not jump, and the test shows nothing. */
  private static Instant clockOf(Api.Answer created) {
    return Instant.parse(created.body().at("/metadata/creationTimestamp").asString());
  }

  private static Instant expected(String jump) {
    return switch (jump) {
      case "+1h" -> Instant.now().plus(Duration.ofHours(1));
      case "-1h" -> Instant.now().minus(Duration.ofHours(1));
      default -> Instant.now();
    };
  }
}
