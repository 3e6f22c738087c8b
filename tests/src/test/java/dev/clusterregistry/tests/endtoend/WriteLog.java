package dev.clusterregistry.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What writers know about their writes. A write has a key that names the event it must cause: the
 * event's type and the note of the object, which no two writes share.
 */
final class WriteLog {
  private static final long NO_REVISION = 0;

  private final AtomicLong notes = new AtomicLong();
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

  String nextNote() {
    return Long.toString(notes.incrementAndGet());
  }

  void begin(String type, String note) {
    begun.add(type + " " + note);
  }

  /** The server has said that it is done; 0 if it did not say at which revision. */
  void acknowledge(String type, String note, long revision) {
    acknowledged.put(type + " " + note, revision);
  }

  int acknowledged() {
    return acknowledged.size();
  }

  int unknown() {
    return begun.size() - acknowledged.size();
  }

  void awaitAcknowledged(int count) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> acknowledged.size() >= count);
  }

  /** Nothing acknowledged is missing, nothing is there twice, and nothing that nobody wrote. */
  void assertDescribes(List<Event> history) {
    Map<String, Long> seen = new ConcurrentHashMap<>();
    long last = 0;
    for (Event event : history) {
      assertThat(event.revision()).as("revision of %s", event).isGreaterThan(last);
      last = event.revision();
      String key = event.type() + " " + event.note();
      assertThat(seen.put(key, event.revision())).as("seen twice: %s", event).isNull();
    }
    Set<String> lost = new HashSet<>(acknowledged.keySet());
    lost.removeAll(seen.keySet());
    assertThat(lost).as("acknowledged and lost").isEmpty();
    assertThat(begun).as("written").containsAll(seen.keySet());
    acknowledged.forEach(
        (key, revision) -> {
          if (revision != NO_REVISION) {
            assertThat(seen.get(key)).as("revision of %s", key).isEqualTo(revision);
          }
        });
  }
}
