package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.cache.CacheListener;
import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.cache.Event;
import dev.clusterregistry.apiserver.cache.EventLog;
import dev.clusterregistry.apiserver.cache.Sight;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.local.Inside;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules as they were at each revision: as far as the watch cache remembers roles and bindings,
 * out of it, else out of the store. Some indexes are kept, by the revision of the last change that
 * they hold, or of the state that was read.
 *
 * <p>The lock is held while an index is made, without I/O: all who need it wait for one and the
 * same.
 */
final class RuleHistory implements CacheListener {
  private static final int KEPT = 32;

  private final WatchCache cache;
  private final ParsedRules parsed;
  private final List<CachedResource> resources;
  private final ReentrantLock making = new ReentrantLock();
  private final Map<Long, RuleIndex> indexes = // guarded by making
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, RuleIndex> eldest) {
          return size() > KEPT;
        }
      };

  RuleHistory(Inside inside) {
    cache = inside.cache();
    parsed = new ParsedRules(inside);
    resources = parsed.resources();
    cache.listen(this);
  }

  /** See {@link Sight.Limited#nextChange}. */
  long nextChange(long after, long until) {
    long next = Sight.Limited.NONE;
    for (CachedResource resource : resources) {
      EventLog log = cache.current(resource).log();
      long position = log.positionAfter(after);
      if (position < 0) {
        return Sight.Limited.FORGOTTEN;
      }
      if (position < log.end()) {
        Event event = log.get(position);
        if (event == null) {
          return Sight.Limited.FORGOTTEN;
        }
        next = event.revision() <= until ? Math.min(next, event.revision()) : next;
      }
    }
    return next;
  }

  /**
   * The rules at a revision; null if they are forgotten.
   *
   * @throws dev.clusterregistry.store.StoreException if they have to be read from the store, and
   *     cannot be
   */
  @Nullable RuleIndex at(long revision, Patience patience) {
    // A list may have been read from the store at a revision that the cache has yet to come to.
    long changed = revision > cache.revision() ? Sight.Limited.FORGOTTEN : lastChange(revision);
    patience.blocking();
    RuleIndex followed =
        changed == Sight.Limited.FORGOTTEN ? null : made(changed, () -> remembered(changed));
    return followed != null ? followed : readBack(revision, patience);
  }

  private @Nullable RuleIndex readBack(long revision, Patience patience) {
    Map<CachedResource, Snapshot> state =
        state(resource -> cache.readBack(resource, revision, patience));
    return state == null ? null : made(revision, () -> state);
  }

  private @Nullable RuleIndex made(
      long revision, Supplier<@Nullable Map<CachedResource, Snapshot>> source) {
    making.lock();
    try {
      RuleIndex known = indexes.get(revision);
      if (known != null) {
        return known;
      }
      Map<CachedResource, Snapshot> state = source.get();
      if (state == null) {
        return null;
      }
      RuleIndex made = parsed.index(0, resource -> Objects.requireNonNull(state.get(resource)));
      indexes.put(revision, made);
      return made;
    } finally {
      making.unlock();
    }
  }

  /**
   * The last revision up to this one at which rules changed, or one before which nothing is known
   * and since which they have not.
   */
  private long lastChange(long revision) {
    long last = 0;
    for (CachedResource resource : resources) {
      EventLog log = cache.current(resource).log();
      long position = log.positionAfter(revision);
      if (position < 0) {
        return Sight.Limited.FORGOTTEN;
      }
      Event event = position > log.start() ? log.get(position - 1) : null;
      last = Math.max(last, event != null ? event.revision() : Math.min(revision, log.floor()));
    }
    return last;
  }

  private @Nullable Map<CachedResource, Snapshot> remembered(long revision) {
    return state(resource -> cache.exactly(resource, revision, Patience.ENDLESS));
  }

  /** The state that rules are made of; null if some of it is forgotten. */
  private @Nullable Map<CachedResource, Snapshot> state(
      Function<CachedResource, @Nullable Snapshot> source) {
    Map<CachedResource, Snapshot> state = new HashMap<>();
    for (CachedResource resource : resources) {
      Snapshot snapshot = source.apply(resource);
      if (snapshot == null) {
        return null;
      }
      state.put(resource, snapshot);
    }
    return state;
  }

  @Override
  public void applied() {}

  @Override
  public void reset() {
    making.lock();
    try {
      indexes.clear();
    } finally {
      making.unlock();
    }
  }

  @Override
  public void historyLoaded() {}
}
