package dev.clusterregistry.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that watches across restarts: it resumes after the last revision it has seen. */
final class Watcher {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String path;
  private final long start;
  private final List<Event> events = new ArrayList<>();
  private @Nullable Throwable problem;

  Watcher(String path, long start) {
    this.path = path;
    this.start = start;
  }

  /** Returns when the server has accepted the watch. */
  Watch resume(Api api) throws Exception {
    Watch watch = api.watch(path, lastRevision(), this::take);
    assertThat(watch.code()).as("code of the resumed watch").isEqualTo(200);
    return watch;
  }

  private synchronized void take(byte[] line) {
    try {
      events.add(Event.parse(line));
    } catch (RuntimeException e) {
      problem = e;
    }
  }

  private synchronized long lastRevision() {
    return events.isEmpty() ? start : events.getLast().revision();
  }

  synchronized List<Event> events() {
    assertThat(problem).isNull();
    return List.copyOf(events);
  }

  void awaitRevision(long revision) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> lastRevision() >= revision);
  }
}
