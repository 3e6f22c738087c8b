package dev.clusterregistry.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes an earlier state out of a later one, by taking back what changed in between. Holds one
 * value per key, however often it changed.
 */
final class Rewind {
  /** Beyond, reading the log would keep others from it for seconds. */
  private static final int MOST_CHANGES = 200_000;

  private Rewind() {}

  /**
   * @param later a scan of {@code prefix}, at the revision or above
   * @throws CompactedException if it is no longer known what changed since, or that is too much
   */
  static Scan to(long revision, Scan later, String prefix, History history) {
    Map<String, @Nullable Entry> before = before(revision, later.revision(), prefix, history);
    Map<String, Entry> entries = new TreeMap<>(KeyOrder.INSTANCE);
    for (Entry entry : later.entries()) {
      if (!before.containsKey(entry.key())) {
        entries.put(entry.key(), entry);
      }
    }
    for (Entry entry : before.values()) {
      if (entry != null) {
        entries.put(entry.key(), entry);
      }
    }
    return new Scan(revision, List.copyOf(entries.values()));
  }

  /** What the first change of each key since then replaced; null if the key was created. */
  private static Map<String, @Nullable Entry> before(
      long revision, long until, String prefix, History history) {
    Map<String, @Nullable Entry> before = new HashMap<>();
    int changes = 0;
    long through = revision;
    while (through < until) {
      History.Slice slice = history.since(prefix, through);
      changes += slice.changes().size();
      if (changes > MOST_CHANGES) {
        throw new CompactedException(slice.through());
      }
      for (Change change : slice.changes()) {
        if (!before.containsKey(change.key())) {
          before.put(change.key(), replaced(change));
        }
      }
      through = slice.through();
    }
    return before;
  }

  private static @Nullable Entry replaced(Change change) {
    byte[] value = change.previousValue();
    return value == null ? null : new Entry(change.key(), value, change.previousRevision());
  }
}
