package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.cache.Turns;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.http.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The watchers of one event loop. Everything but {@link #wake} happens on that loop.
 *
 * <p>While frames are written the transport may report streams as closed; {@link #busy} defers what
 * that does to the lists being walked.
 */
final class WatchHub {
  private static final Duration SOON = Duration.ofNanos(1);

  private final Watches watches;
  private final Loop loop;
  private final Turns turns;
  private final SharedBatches initialBatches;
  private final AtomicBoolean woken = new AtomicBoolean();
  private final Map<String, ResourceHub> resources = new HashMap<>();
  private final Set<Watcher> watchers = new LinkedHashSet<>();
  private final List<Watcher> closedMeanwhile = new ArrayList<>();
  private volatile boolean inUse;
  private boolean busy;
  private long opened;

  WatchHub(Watches watches, Loop loop) {
    this.watches = watches;
    this.loop = loop;
    this.turns = watches.cache().turns(loop);
    this.initialBatches = new SharedBatches(loop);
  }

  WatchCache cache() {
    return watches.cache();
  }

  Watches watches() {
    return watches;
  }

  Loop loop() {
    return loop;
  }

  Turns turns() {
    return turns;
  }

  SharedBatches initialBatches() {
    return initialBatches;
  }

  /** Any thread: there are new events. */
  void wake() {
    if (inUse && woken.compareAndSet(false, true)) {
      loop.execute(this::drain);
    }
  }

  private void drain() {
    woken.set(false);
    boolean more = false;
    for (ResourceHub resource : resources.values()) {
      more |= resource.drain();
      resource.wakeFollowers();
    }
    if (more && woken.compareAndSet(false, true)) {
      loop.schedule(SOON, this::drain);
    }
  }

  ResourceHub resource(CachedResource resource) {
    return resources.computeIfAbsent(
        resource.name(), name -> new ResourceHub(this, cache().current(resource)));
  }

  /** Adds a watcher; returns its number. */
  long enter(Watcher watcher) {
    watchers.add(watcher);
    inUse = true;
    return opened++;
  }

  void leave(Watcher watcher) {
    if (busy) {
      closedMeanwhile.add(watcher);
      return;
    }
    watcher.detach();
    watchers.remove(watcher);
    inUse = !watchers.isEmpty();
  }

  /** Runs what writes to many watchers. */
  void writing(Runnable task) {
    boolean outermost = !busy;
    busy = true;
    try {
      task.run();
    } finally {
      if (outermost) {
        busy = false;
        List<Watcher> gone = List.copyOf(closedMeanwhile);
        closedMeanwhile.clear();
        gone.forEach(this::leave);
      }
    }
  }

  void historyLoaded() {
    writing(() -> watchers.forEach(Watcher::historyLoaded));
  }

  void endAll() {
    writing(() -> watchers.forEach(Watcher::end));
  }

  /** The cache was loaded anew: every position is void. */
  void reset() {
    writing(() -> watchers.forEach(Watcher::overtaken));
    resources.clear();
  }
}
