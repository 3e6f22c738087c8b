package dev.clusterregistry.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.tests.endtoend.Api.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(300) // it starts the server 32 times
class KillDuringWritesTest {
  private static final int ROUNDS = 30;
  private static final int WRITERS = 12;
  private static final int WATCHERS = 3;
  private static final String SELECTED = "w3";

  private final WriteLog log = new WriteLog();
  private final List<Writer> writers = new ArrayList<>();
  private final List<Watcher> watchers = new ArrayList<>();
  private final int port = ServerProcess.freePort();

  @Test
  void killLosesNothingAcknowledgedAndWatchersThatResumeSeeEveryEventOnce(@TempDir Path folder)
      throws Exception {
    long seed = ThreadLocalRandom.current().nextLong();
    System.out.println("kill during writes: seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < WRITERS; i++) {
      writers.add(new Writer("w" + i, log, new Random(random.nextLong())));
    }
    long start;
    try (ServerProcess server = ServerProcess.start(folder, port);
        Api api = new Api(server)) {
      start = api.get(Api.CLUSTERS).revision();
    }
    for (int i = 0; i < WATCHERS; i++) {
      watchers.add(new Watcher(Api.CLUSTERS, start));
    }
    Watcher selecting = new Watcher(Api.CLUSTERS + "?labelSelector=label%3D" + SELECTED, start);
    for (int round = 0; round < ROUNDS; round++) {
      writeAndKill(folder, selecting, 50 + random.nextInt(200));
    }
    try (ServerProcess server = ServerProcess.start(folder, port);
        Api api = new Api(server)) {
      check(api, selecting, start);
    }
  }

  private void writeAndKill(Path folder, Watcher selecting, int writes) throws Exception {
    try (ServerProcess server = ServerProcess.start(folder, port);
        Api watching = new Api(server);
        Api writing = new Api(server);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      watching.get("/version"); // connects once, before streams are opened side by side
      List<Watch> watches = new ArrayList<>();
      for (Watcher watcher : watchers) {
        watches.add(watcher.resume(watching));
      }
      watches.add(selecting.resume(watching));
      int enough = log.acknowledged() + writes;
      List<Future<?>> running = new ArrayList<>();
      for (Writer writer : writers) {
        running.add(
            threads.submit(
                () -> {
                  writer.writeUntilKilled(server, writing);
                  return "killed";
                }));
      }
      try {
        log.awaitAcknowledged(enough);
      } finally {
        server.kill();
      }
      for (Future<?> writer : running) {
        writer.get();
      }
      for (Watch watch : watches) {
        assertThat(watch.endedInOrder()).isFalse();
      }
    }
  }

  private void check(Api api, Watcher selecting, long start) throws Exception {
    Answer list = api.get(Api.CLUSTERS);
    Watcher late = new Watcher(Api.CLUSTERS, start);
    late.resume(api);
    late.awaitRevision(list.revision());
    List<Event> history = late.events();
    log.assertDescribes(history);
    assertThat(objects(list.body())).isEqualTo(replayed(history));
    for (Watcher watcher : watchers) {
      watcher.resume(api);
      watcher.awaitRevision(list.revision());
      assertThat(watcher.events()).isEqualTo(history);
    }
    List<Event> selected =
        history.stream().filter(event -> event.name().startsWith(SELECTED + "-")).toList();
    selecting.resume(api);
    selecting.awaitRevision(selected.getLast().revision());
    assertThat(selecting.events()).isEqualTo(selected);
    System.out.println(
        "kill during writes: %d kills, %d acknowledged, %d unknown of which %d applied"
            .formatted(
                ROUNDS, log.acknowledged(), log.unknown(), history.size() - log.acknowledged()));
  }

  private static Map<String, Long> objects(JsonNode list) {
    Map<String, Long> objects = new HashMap<>();
    for (JsonNode item : list.path("items")) {
      JsonNode metadata = item.path("metadata");
      objects.put(
          metadata.path("name").asString(),
          Long.valueOf(metadata.path("resourceVersion").asString()));
    }
    return objects;
  }

  private static Map<String, Long> replayed(List<Event> history) {
    Map<String, Long> objects = new HashMap<>();
    for (Event event : history) {
      if (event.type().equals("DELETED")) {
        objects.remove(event.name());
      } else {
        objects.put(event.name(), event.revision());
      }
    }
    return objects;
  }
}
