package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.store.CompactedException;
import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.Rounds;
import dev.clusterregistry.store.Scan;
import dev.clusterregistry.store.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * States of one resource that are read from the store, because the history that the cache follows
 * has not come to them or does not have them any more. They share with it what has not changed. The
 * last few are kept, so that the pages of a list do not read everything again.
 */
final class StoreReads {
  private static final int KEPT = 4;

  private final Store store;
  private final CachedResource resource;
  private final Supplier<Snapshot> followed;
  private final Rounds<Snapshot> latest;

  /** Held while reading, so that many who want the same state read it once. */
  private final ReentrantLock reading = new ReentrantLock();

  private final Map<Long, Snapshot> kept = new LinkedHashMap<>(); // guarded by itself

  StoreReads(Store store, CachedResource resource, Supplier<Snapshot> followed) {
    this.store = store;
    this.resource = resource;
    this.followed = followed;
    this.latest = new Rounds<>(() -> snapshot(store.scan(resource.prefix())));
  }

  /**
   * A state that holds every write that was acknowledged before this call.
   *
   * @throws dev.clusterregistry.store.StoreException if the store cannot be read
   */
  Snapshot latest() {
    return latest.answer();
  }

  /** The same for one key: all others are as in the history that the cache follows. */
  Snapshot latest(String key) {
    Snapshot base = followed.get();
    Entry entry = store.get(key);
    Map<String, String> broken = new TreeMap<>(base.broken());
    TreeEdit edit = new TreeEdit(base.tree());
    broken.remove(key);
    if (entry == null) {
      edit.remove(key);
    } else {
      switch (SnapshotMaker.frozenOrReason(resource, entry, base)) {
        case Frozen object -> edit.put(object);
        case Object reason -> {
          edit.remove(key);
          broken.put(key, reason.toString());
        }
      }
    }
    return new Snapshot(
        resource, base.revision(), edit.done(), Map.copyOf(broken), base.log(), Snapshot.NOWHERE);
  }

  /**
   * The state at an earlier revision; null if the store does not have it any more either.
   *
   * @throws dev.clusterregistry.store.StoreException if the store cannot be read
   */
  @Nullable Snapshot at(long revision) {
    reading.lock();
    try {
      Snapshot known = kept(revision);
      return known != null ? known : snapshot(store.scan(resource.prefix(), revision));
    } catch (CompactedException e) {
      return null;
    } finally {
      reading.unlock();
    }
  }

  private Snapshot snapshot(Scan scan) {
    Snapshot made =
        new SnapshotMaker(resource, scan.revision(), scan.entries()).beside(followed.get());
    keep(made);
    return made;
  }

  private @Nullable Snapshot kept(long revision) {
    synchronized (kept) {
      return kept.get(revision);
    }
  }

  private void keep(Snapshot made) {
    synchronized (kept) {
      kept.put(made.revision(), made);
      while (kept.size() > KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
  }

  /** Forgets everything: the store's history is another one. */
  void clear() {
    synchronized (kept) {
      kept.clear();
    }
  }
}
