package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.KeyRange;
import dev.clusterregistry.apiserver.cache.Leaf;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.cache.Walk;
import java.util.Map;

/**
 * Sends an ADDED event for every object of a snapshot. Watchers of a class that walk the same
 * leaves share the batches.
 */
final class InitialEvents implements Phase {
  /** Objects looked at in one turn when few of them match. */
  private static final int LOOKED_AT = 2_048;

  /** A client that takes nothing for so long is given up: it holds a whole snapshot. */
  private static final long STALL_NANOS = 60_000_000_000L;

  private final WatchStart.Initial start;
  private final Walk walk;
  private int index;
  private long lastSent = System.nanoTime();

  InitialEvents(WatchStart.Initial start, KeyRange range) {
    this.start = start;
    this.walk = start.snapshot().walk(range);
  }

  @Override
  public boolean slice(Watcher watcher) {
    Snapshot snapshot = start.snapshot();
    if (!snapshot.broken().isEmpty()) {
      Map.Entry<String, String> broken = snapshot.broken().entrySet().iterator().next();
      watcher.fail(Frames.undecodable(broken.getKey(), broken.getValue()));
      return false;
    }
    lastSent = System.nanoTime();
    int looked = 0;
    while (looked < LOOKED_AT) {
      if (!advance()) {
        finish(watcher);
        return false;
      }
      Leaf leaf = walk.leaf();
      int from = index;
      SharedBatches.Run run =
          watcher.hub().initialBatches().run(watcher.watchClass(), leaf, from, walk.until());
      index = run.next();
      looked += run.next() - from;
      if (run.batch() != null) {
        watcher.write(run.batch());
        watcher.resource().metrics().initialEvents.add(run.count());
        return watcher.channel().isWritable();
      }
    }
    return true;
  }

  private boolean advance() {
    index = walk.resume(index);
    return index >= 0;
  }

  private void finish(Watcher watcher) {
    Snapshot snapshot = start.snapshot();
    if (start.endBookmark()) {
      watcher.bookmark(snapshot.revision(), true);
    }
    watcher.goOn(snapshot);
  }

  @Override
  public boolean hasWork() {
    return true;
  }

  @Override
  public boolean isLost(Watcher watcher) {
    return System.nanoTime() - lastSent > STALL_NANOS;
  }
}
