package dev.clusterregistry.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
  private final int port = ServerProcess.freePort();

  @Test
  void aSignalEndsWatchesInOrderAndTheyResumeAfterTheRestart(@TempDir Path folder)
      throws Exception {
    Watcher attentive;
    Watcher absent;
    try (ServerProcess server = ServerProcess.start(folder, port, "--shutdown-delay-duration=4s");
        Api api = new Api(server)) {
      long start = api.get(Api.CLUSTERS).revision();
      absent = new Watcher(Api.CLUSTERS, start);
      attentive = new Watcher(Api.CLUSTERS, start);
      Watch watch = attentive.resume(api);
      assertThat(api.get("/readyz").code()).isEqualTo(200);
      create(api, "before");
      server.terminate();
      await()
          .atMost(Duration.ofSeconds(60))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> api.get("/readyz").code() == 500);
      assertThat(api.get("/livez").code()).isEqualTo(200);
      long last = create(api, "while-not-ready");
      assertThat(watch.endedInOrder()).as("the watch has ended without a reset").isTrue();
      assertThat(server.exitCode()).isZero();
      assertThat(server.err()).doesNotContain("Exception");
      attentive.awaitRevision(last);
    }
    try (ServerProcess server = ServerProcess.start(folder, port);
        Api api = new Api(server)) {
      attentive.resume(api);
      absent.resume(api);
      long last = create(api, "after");
      for (Watcher watcher : List.of(attentive, absent)) {
        watcher.awaitRevision(last);
        assertThat(watcher.events())
            .extracting(Event::name)
            .containsExactly("before", "while-not-ready", "after");
      }
      server.terminate();
      assertThat(server.exitCode()).isZero();
    }
  }

  private static long create(Api api, String name) throws Exception {
    Api.Answer created = api.post(Api.CLUSTERS, Bodies.cluster(name));
    assertThat(created.code()).isEqualTo(201);
    return created.revision();
  }
}
