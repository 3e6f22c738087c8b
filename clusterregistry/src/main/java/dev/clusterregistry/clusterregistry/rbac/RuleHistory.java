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
import org.jspecify.annotations.Nullable;

/**
 * The rules as they were at each revision, as far back as the watch cache remembers roles and
 * bindings. Some indexes are kept, by the revision of the last change that they hold.
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

  /** The rules at a revision; null if they are forgotten. */
  @Nullable RuleIndex at(long revision, Patience patience) {
    long changed = lastChange(revision);
    if (changed == Sight.Limited.FORGOTTEN) {
      return null;
    }
    patience.blocking();
    making.lock();
    try {
      RuleIndex known = indexes.get(changed);
      if (known == null) {
        known = make(changed);
        if (known != null) {
          indexes.put(changed, known);
        }
      }
      return known;
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

  private @Nullable RuleIndex make(long revision) {
    Map<CachedResource, Snapshot> state = new HashMap<>();
    for (CachedResource resource : resources) {
      Snapshot snapshot = cache.exactly(resource, revision, Patience.ENDLESS);
      if (snapshot == null) {
        return null;
      }
      state.put(resource, snapshot);
    }
    return parsed.index(0, resource -> Objects.requireNonNull(state.get(resource)));
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
