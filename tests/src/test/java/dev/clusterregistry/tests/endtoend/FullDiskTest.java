package dev.clusterregistry.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.tests.endtoend.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class FullDiskTest {
  private static final int DISK_MEGABYTES = 24;
  private static final int BALLAST = 8 << 20;
  private static final String LONG = "x".repeat(16 << 10);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, Long> acknowledged = new HashMap<>();
  private final int port = ServerProcess.freePort();

  @Test
  void onAFullDiskReadsAndWatchesGoOnAndWritesComeBackByThemselves(@TempDir Path folder)
      throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), DISK_MEGABYTES)) {
      Path ballast = Files.write(disk.outside("ballast"), new byte[BALLAST]);
      Watcher watcher;
      try (ServerProcess server = start(disk, folder);
          Api api = new Api(server)) {
        watcher = new Watcher(Api.CLUSTERS, api.get(Api.CLUSTERS).revision());
        watcher.resume(api);
        fill(api);
        assertThatReadsGoOn(api, watcher);
        Files.delete(ballast);
        await().atMost(PATIENCE).until(() -> create(api, "after", LONG).code() == 201);
        assertThatReadsGoOn(api, watcher);
        server.kill();
      }
      try (ServerProcess server = start(disk, folder);
          Api api = new Api(server)) {
        watcher.resume(api);
        assertThat(create(api, "after-restart", "").code()).isEqualTo(201);
        assertThatReadsGoOn(api, watcher);
      }
    }
    System.out.println("full disk: " + acknowledged.size() + " acknowledged, none lost");
  }

  private ServerProcess start(SmallDisk disk, Path folder) throws Exception {
    return ServerProcess.start(
        disk.entry(), folder, disk.inside("data"), disk.outside("data"), port);
  }

  /** Until nothing fits any more, however small, and the server says so for every kind of write. */
  private void fill(Api api) throws Exception {
    Answer refusal = create(api, "object-0", LONG);
    for (int i = 1; refusal.code() == 201; i++) {
      refusal = create(api, "object-" + i, LONG);
    }
    assertIsRefusal(refusal);
    await().atMost(PATIENCE).until(() -> isFull(api));
    String first = Api.CLUSTERS + "/object-0";
    assertIsRefusal(api.delete(first));
    assertIsRefusal(api.put(first, Bodies.cluster("object-0", "changed", "changed", 0)));
  }

  /** Whether small objects are refused too; what is accepted meanwhile counts as well. */
  private boolean isFull(Api api) throws IOException, InterruptedException {
    for (int i = 0; i < 3; i++) {
      if (create(api, "small-" + acknowledged.size(), "").code() == 201) {
        return false;
      }
    }
    return true;
  }

  private Answer create(Api api, String name, String note)
      throws IOException, InterruptedException {
    Answer answer = api.post(Api.CLUSTERS, Bodies.cluster(name, "label", note, 0));
    if (answer.code() == 201) {
      acknowledged.put(name, answer.revision());
    }
    return answer;
  }

  private static void assertIsRefusal(Answer answer) {
    assertThat(answer.code()).as("%s", answer).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(answer.body().path("kind").asString()).isEqualTo("Status");
    assertThat(answer.body().path("reason").asString()).isEqualTo("ServiceUnavailable");
    assertThat(answer.body().path("message").asString())
        .contains("the write was not applied", "the disk is full");
  }

  private void assertThatReadsGoOn(Api api, Watcher watcher) throws Exception {
    assertThat(api.get(Api.CLUSTERS + "/object-0").revision())
        .isEqualTo(acknowledged.get("object-0"));
    Map<String, Long> listed = new HashMap<>();
    Answer list = api.get(Api.CLUSTERS);
    for (JsonNode item : list.body().path("items")) {
      JsonNode metadata = item.path("metadata");
      listed.put(
          metadata.path("name").asString(),
          Long.valueOf(metadata.path("resourceVersion").asString()));
    }
    assertThat(listed).isEqualTo(acknowledged);
    watcher.awaitRevision(list.revision());
    assertThat(watcher.events()).hasSize(acknowledged.size());
  }
}
