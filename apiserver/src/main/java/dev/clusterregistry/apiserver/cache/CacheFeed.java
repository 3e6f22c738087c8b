package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.store.Change;
import dev.clusterregistry.store.ChangeSink;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.StoreException;
import dev.clusterregistry.store.Subscription;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cache's only input. Applies each batch of the store's changes on the store's thread and
 * publishes one {@link World} for it; loads everything anew when the subscription is lost.
 */
final class CacheFeed {
  private static final Logger LOG = LoggerFactory.getLogger(CacheFeed.class);
  private static final long RETRY_NANOS = 200_000_000L;

  private final WatchCache cache;
  private final Store store;
  private final List<CachedResource> resources;
  private final CacheOptions options;
  private final LabelPool labels = new LabelPool(); // used by the subscription's thread
  private final ReentrantLock lifecycle = new ReentrantLock();
  private @Nullable Subscription subscription; // guarded by lifecycle
  private volatile boolean historyLoading;
  private volatile boolean closed;

  CacheFeed(WatchCache cache, Store store, List<CachedResource> resources, CacheOptions options) {
    this.cache = cache;
    this.store = store;
    this.resources = resources;
    this.options = options;
  }

  void start() {
    lifecycle.lock();
    try {
      historyLoading = true;
      World loaded = new WorldLoader(store, resources, options).load();
      cache.loaded(loaded);
      subscription = store.watch("", loaded.revision(), new Sink(loaded));
      Thread.ofPlatform().daemon().name("cache-history").start(() -> loadHistory(loaded));
    } finally {
      lifecycle.unlock();
    }
  }

  boolean historyLoading() {
    return historyLoading;
  }

  void close() {
    closed = true;
    lifecycle.lock();
    try {
      if (subscription != null) {
        subscription.close();
      }
    } finally {
      lifecycle.unlock();
    }
  }

  private void loadHistory(World loaded) {
    try {
      new TailLoader(store, options).load(loaded);
    } catch (StoreException e) {
      LOG.warn("history from before the start cannot be read: {}", e.getMessage());
    } finally {
      historyLoading = false;
      cache.historyLoaded();
    }
  }

  private void reload(String why) {
    LOG.warn("loading everything anew: {}", why);
    Thread.ofPlatform().daemon().name("cache-reload").start(this::reloadUntilDone);
  }

  private void reloadUntilDone() {
    while (!closed) {
      try {
        close(subscriptionNow());
        start();
        return;
      } catch (StoreException e) {
        LOG.warn("the store cannot be read: {}", e.getMessage());
        LockSupport.parkNanos(RETRY_NANOS);
      } catch (RuntimeException bug) {
        LOG.error("loading everything anew failed, and is tried again", bug);
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private @Nullable Subscription subscriptionNow() {
    lifecycle.lock();
    try {
      return subscription;
    } finally {
      lifecycle.unlock();
    }
  }

  private static void close(@Nullable Subscription old) {
    if (old != null) {
      old.close();
    }
  }

  /** One subscription's receiver; calls come one at a time. */
  private final class Sink implements ChangeSink {
    private World world;
    private boolean over;

    Sink(World loaded) {
      this.world = loaded;
    }

    @Override
    public void changes(List<Change> batch) {
      if (over || closed || batch.isEmpty()) {
        return;
      }
      if (batch.get(0).revision() <= world.revision()) {
        lost("revision " + batch.get(0).revision() + " came after " + world.revision());
        return;
      }
      @Nullable Applier[] appliers = new @Nullable Applier[resources.size()];
      for (Change change : batch) {
        int index = resourceOf(change.key());
        if (index >= 0) {
          applier(appliers, index).apply(change);
        }
      }
      publish(appliers, batch.get(batch.size() - 1).revision());
    }

    private Applier applier(@Nullable Applier[] appliers, int index) {
      Applier known = appliers[index];
      if (known == null) {
        known = new Applier(world.snapshots()[index], labels, cache.metrics(index));
        appliers[index] = known;
      }
      return known;
    }

    private void publish(@Nullable Applier[] appliers, long revision) {
      Snapshot[] snapshots = new Snapshot[appliers.length];
      boolean events = false;
      for (int i = 0; i < appliers.length; i++) {
        Applier applier = appliers[i];
        if (applier == null) {
          snapshots[i] = world.snapshots()[i].at(revision);
          continue;
        }
        events = true;
        snapshots[i] = applier.after(revision);
        snapshots[i].log().append(applier.events());
        world.pasts()[i].passed(snapshots[i], applier.events().size(), applier.cost());
        cache.metrics(i).eventsReceived.add(applier.events().size());
      }
      world = new World(revision, snapshots, world.pasts());
      cache.applied(world, events);
    }

    @Override
    public void progress(long revision) {
      if (!over && !closed && revision > world.revision()) {
        world = world.at(revision);
        cache.applied(world, false);
      }
    }

    @Override
    public void lost(StoreException reason) {
      lost(String.valueOf(reason.getMessage()));
    }

    private void lost(String why) {
      if (!over && !closed) {
        over = true;
        reload(why);
      }
    }
  }

  private int resourceOf(String key) {
    for (int i = 0; i < resources.size(); i++) {
      if (key.startsWith(resources.get(i).prefix())) {
        return i;
      }
    }
    return -1;
  }
}
