package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.EventType;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.Leaf;
import dev.clusterregistry.apiserver.cache.Turns;
import dev.clusterregistry.apiserver.http.FrameBatch;
import dev.clusterregistry.apiserver.http.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The batches of initial events that one loop has sent lately, so that many informers starting at
 * once share frames and transport buffers. Bounded by bytes, emptied when not used for a while.
 * Confined to the loop.
 */
final class SharedBatches {
  private static final long BUDGET = 12 << 20;
  private static final Duration KEPT_FOR = Duration.ofSeconds(2);

  private final Loop loop;
  private final Map<Key, Run> runs = new LinkedHashMap<>(16, 0.75f, true);
  private long held;
  private boolean usedSince;
  private boolean sweeping;

  SharedBatches(Loop loop) {
    this.loop = loop;
  }

  /** Leaves and classes are compared by identity. */
  private record Key(WatchClass watchClass, Leaf leaf, int from, int until) {}

  /**
   * Frames of some neighbours.
   *
   * @param batch null if none of them matched
   * @param next the index behind the last object looked at
   */
  record Run(@Nullable FrameBatch batch, int count, long bytes, int next) {}

  /** The run that begins at an index of a leaf. It ends with the leaf or where it is big enough. */
  Run run(WatchClass watchClass, Leaf leaf, int from, int until) {
    Key key = new Key(watchClass, leaf, from, until);
    Run known = runs.get(key);
    if (known == null) {
      known = make(watchClass.key(), leaf, from, until);
      runs.put(key, known);
      held += known.bytes;
      shrinkTo(BUDGET, 1);
      sweepLater();
    }
    usedSince = true;
    return known;
  }

  private static Run make(ClassKey key, Leaf leaf, int from, int until) {
    List<byte[]> frames = new ArrayList<>(until - from);
    long bytes = 0;
    int next = from;
    while (next < until && bytes < Turns.SLICE_BYTES) {
      Frozen object = leaf.item(next++);
      if (key.filter().matches(object)) {
        byte[] frame =
            key.encoding().event(EventType.ADDED, object, key.fresh() && frames.isEmpty());
        frames.add(frame);
        bytes += frame.length;
      }
    }
    FrameBatch batch = frames.isEmpty() ? null : new FrameBatch(frames);
    // Frames and their joined copy in the transport.
    return new Run(batch, frames.size(), 2 * bytes + 200, next);
  }

  private void shrinkTo(long budget, int least) {
    Iterator<Run> eldest = runs.values().iterator();
    while (held > budget && runs.size() > least) {
      Run run = eldest.next();
      eldest.remove();
      held -= run.bytes;
      if (run.batch != null) {
        run.batch.release();
      }
    }
  }

  private void sweepLater() {
    if (!sweeping) {
      sweeping = true;
      usedSince = true;
      loop.schedule(KEPT_FOR, this::sweep);
    }
  }

  private void sweep() {
    sweeping = false;
    if (usedSince) {
      usedSince = false;
      if (!runs.isEmpty()) {
        sweeping = true;
        loop.schedule(KEPT_FOR, this::sweep);
      }
    } else {
      shrinkTo(0, 0);
    }
  }
}
