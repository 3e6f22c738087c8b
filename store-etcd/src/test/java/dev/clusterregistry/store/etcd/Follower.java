package dev.clusterregistry.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.store.Change;
import dev.clusterregistry.store.ChangeSink;
import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.Scan;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows a store as the cache does: a scan, then every change applied to it. Notices changes that
 * are missed, repeated or out of order, by the revisions that they say they replace.
 */
final class Follower implements ChangeSink {
  private final Map<String, Entry> state = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private long revision;
  private long changes;
  private @Nullable StoreException lost;

  static Follower of(Store store) {
    Follower follower = new Follower();
    follower.follow(store);
    return follower;
  }

  /** From the beginning. */
  void follow(Store store) {
    Scan scan = store.scan("");
    synchronized (this) {
      state.clear();
      scan.entries().forEach(entry -> state.put(entry.key(), entry));
      revision = scan.revision();
      lost = null;
    }
    store.watch("", scan.revision(), this);
  }

  @Override
  public synchronized void changes(List<Change> batch) {
    for (Change change : batch) {
      if (change.revision() <= revision) {
        faults.add(change.revision() + " came after " + revision);
      }
      Entry before = state.get(change.key());
      long expected = before == null ? 0 : before.revision();
      if (change.previousRevision() != expected) {
        faults.add(
            change.key()
                + "@"
                + change.revision()
                + " replaces "
                + change.previousRevision()
                + ", not "
                + expected);
      }
      byte[] value = change.value();
      if (value == null) {
        state.remove(change.key());
      } else {
        state.put(change.key(), new Entry(change.key(), value, change.revision()));
      }
      revision = change.revision();
      changes++;
    }
  }

  @Override
  public synchronized void progress(long reached) {
    if (reached < revision) {
      faults.add("progress " + reached + " after " + revision);
    }
    revision = Math.max(revision, reached);
  }

  @Override
  public synchronized void lost(StoreException reason) {
    lost = reason;
  }

  synchronized @Nullable StoreException lost() {
    return lost;
  }

  synchronized long revision() {
    return revision;
  }

  synchronized @Nullable Entry entry(String key) {
    return state.get(key);
  }

  synchronized long changeCount() {
    return changes;
  }

  synchronized void assertNoFaults() {
    assertThat(faults).isEmpty();
    assertThat(lost).isNull();
  }

  /** The values by key, of the state now. */
  synchronized Map<String, String> values() {
    Map<String, String> values = new TreeMap<>();
    state.values().forEach(entry -> values.put(entry.key(), new String(entry.value(), UTF_8)));
    return values;
  }

  static Map<String, String> values(Scan scan) {
    Map<String, String> values = new TreeMap<>();
    scan.entries().forEach(entry -> values.put(entry.key(), new String(entry.value(), UTF_8)));
    return values;
  }
}
