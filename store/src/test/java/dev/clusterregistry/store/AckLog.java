package dev.clusterregistry.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a writing process was told to be durable, to be held against what is there later. */
final class AckLog {
  record Ack(String key, long number, long revision) {
    String line() {
      return key + " " + number + " " + revision;
    }
  }

  private final Map<String, Ack> newest = new HashMap<>();
  private final Set<Long> revisions = new HashSet<>();
  private final List<Ack> all = new ArrayList<>();

  /** Reads a line that {@link WriterMain} printed; one that was cut off by a kill is no ack. */
  void add(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length != 4 || !parts[3].equals(".")) {
      return;
    }
    Ack ack = new Ack(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    assertThat(revisions.add(ack.revision())).as("revision %s twice", ack.revision()).isTrue();
    newest.put(ack.key(), ack);
    all.add(ack);
  }

  int size() {
    return all.size();
  }

  /** How many keys have lost their newest acknowledged value. */
  long lost(Store store) {
    Map<String, Entry> entries = new HashMap<>();
    store.scan("").entries().forEach(entry -> entries.put(entry.key(), entry));
    long lost = 0;
    for (Ack ack : newest.values()) {
      Entry entry = entries.get(ack.key());
      if (entry == null
          || entry.revision() < ack.revision()
          || number(entry.value()) < ack.number()) {
        lost++;
      }
    }
    return lost;
  }

  /** Every acknowledged write is in the history, once, at its revision. */
  void assertAllIn(List<Change> changes) {
    Map<Long, Change> byRevision = new HashMap<>();
    changes.forEach(change -> assertThat(byRevision.put(change.revision(), change)).isNull());
    for (Ack ack : all) {
      Change change = byRevision.get(ack.revision());
      assertThat(change).as(ack.line()).isNotNull();
      byte[] value = change == null ? null : change.value();
      assertThat(value == null ? -1 : number(value)).as(ack.line()).isEqualTo(ack.number());
    }
  }

  private static long number(byte[] value) {
    String text = new String(value, UTF_8);
    return Long.parseLong(text.substring(0, text.indexOf(' ')));
  }
}
