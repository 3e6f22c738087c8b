package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.store.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes one resource's state out of the store's entries. */
final class SnapshotMaker {
  private final CachedResource resource;
  private final long revision;
  private final List<Entry> entries;

  /**
   * @param entries all of the store's at this revision, among them the resource's
   */
  SnapshotMaker(CachedResource resource, long revision, List<Entry> entries) {
    this.resource = resource;
    this.revision = revision;
    this.entries = part(entries, resource.prefix());
  }

  /** With an empty log that goes on from here. */
  Snapshot first(long historyBytes) {
    EventLog log = new EventLog(historyBytes, revision);
    return make(null, log, log.end());
  }

  /** Beside the history that the cache follows; what has not changed is shared with it. */
  Snapshot beside(Snapshot followed) {
    return make(followed, followed.log(), Snapshot.NOWHERE);
  }

  private Snapshot make(@Nullable Snapshot known, EventLog log, long end) {
    Object[] made = new Object[entries.size()];
    Arrays.parallelSetAll(made, i -> frozenOrReason(resource, entries.get(i), known));
    LabelPool labels = new LabelPool();
    List<Frozen> objects = new ArrayList<>(made.length);
    Map<String, String> broken = new TreeMap<>();
    for (int i = 0; i < made.length; i++) {
      if (made[i] instanceof Frozen object) {
        // What others have seen must not be touched any more.
        objects.add(known == null ? labels.shared(object) : object);
      } else {
        broken.put(entries.get(i).key(), made[i].toString());
      }
    }
    return new Snapshot(resource, revision, FrozenTree.of(objects), Map.copyOf(broken), log, end);
  }

  /** The entry's object, that of {@code known} if it is the same; or text that says why not. */
  static Object frozenOrReason(CachedResource resource, Entry entry, @Nullable Snapshot known) {
    Frozen shared = known == null ? null : known.get(entry.key());
    if (shared != null && shared.revision() == entry.revision()) {
      return shared;
    }
    try {
      return resource.freeze(entry.key(), entry.value(), entry.revision(), entry.outdated());
    } catch (UndecodableException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static List<Entry> part(List<Entry> entries, String prefix) {
    List<Entry> part = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.key().startsWith(prefix)) {
        part.add(entry);
      }
    }
    return part;
  }
}
