package dev.clusterregistry.store.etcd;

import dev.clusterregistry.store.Change;
import dev.clusterregistry.store.CompactedException;
import dev.clusterregistry.store.History;
import dev.clusterregistry.store.StoreException;
import dev.clusterregistry.store.UnusableStoreException;
import dev.clusterregistry.store.etcd.protocol.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads what is already committed, by a watch of its own that is closed when it has caught up. */
final class Replay implements History {
  private static final int CHANGES = 10_000;
  private static final long BYTES = 8 << 20;
  private static final long AGAIN_MILLIS = 50;

  /** etcd looks every 100 ms for watches that are behind. */
  private static final long QUIET_MILLIS = 150;

  private final Members members;
  private final Keys keys;
  private final Progress progress;
  private final LiveWatch live;
  private final long timeoutNanos;

  Replay(Members members, Keys keys, Progress progress, LiveWatch live, EtcdOptions options) {
    this.members = members;
    this.keys = keys;
    this.progress = progress;
    this.live = live;
    this.timeoutNanos = 2 * options.requestTimeout().toNanos();
  }

  @Override
  public Slice since(String prefix, long after) {
    // In this order: an event up to the position has been counted as the last one before.
    long position = live.position();
    long target = live.lastEvent();
    boolean sure = live.sawLastEvent();
    if (after >= target) {
      return new Slice(List.of(), Math.max(after, position));
    }
    long deadline = System.nanoTime() + timeoutNanos;
    while (true) {
      Collector collector = new Collector(prefix, after, target, sure);
      WatchStream stream =
          WatchStream.open(
              members.current(), keys, after, task -> Thread.startVirtualThread(task), collector);
      try {
        collector.await(stream, deadline);
      } finally {
        stream.close();
      }
      Slice slice = collector.slice();
      if (slice != null) {
        return slice;
      }
      if (System.nanoTime() > deadline) {
        throw new UnusableStoreException("etcd's history cannot be read: " + collector.why);
      }
      members.failed(members.current());
      Progress.pause(AGAIN_MILLIS);
    }
  }

  private final class Collector implements WatchStream.Listener {
    private final CountDownLatch done = new CountDownLatch(1);
    private final Changes changes = new Changes(keys, true);
    private final String prefix;
    private final long after;
    private final long target;
    private final boolean sure;
    private final List<Change> collected = new ArrayList<>();
    private long through;
    private long bytes;
    private @Nullable StoreException failure;
    private volatile String why = "it takes too long";

    Collector(String prefix, long after, long target, boolean sure) {
      this.prefix = prefix;
      this.after = after;
      this.target = target;
      this.sure = sure;
      this.through = after;
    }

    void await(WatchStream stream, long deadline) {
      try {
        while (!done.await(QUIET_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() < deadline) {
          // An event that was seen comes by itself; urging would make ever newer ones.
          if (!sure) {
            progress.urge(stream::requestProgress);
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Null if there is nothing to go on with. */
    synchronized @Nullable Slice slice() {
      if (failure != null) {
        throw failure;
      }
      return through > after ? new Slice(List.copyOf(collected), through) : null;
    }

    @Override
    public synchronized void events(List<Event> events) {
      if (done.getCount() == 0) {
        return;
      }
      try {
        for (Change change : changes.after(after, events)) {
          if (change.key().startsWith(prefix)) {
            collected.add(change);
            bytes += cost(change);
          }
        }
        reached(events.getLast().getKv().getModRevision());
      } catch (CompactedException e) {
        failure = e;
        done.countDown();
      }
    }

    private static long cost(Change change) {
      byte[] value = change.value();
      byte[] previous = change.previousValue();
      return (value == null ? 0L : value.length) + (previous == null ? 0L : previous.length);
    }

    @Override
    public synchronized void progress(long revision) {
      if (done.getCount() > 0) {
        reached(revision);
      }
    }

    private void reached(long revision) {
      through = Math.max(through, revision);
      if (through >= target || collected.size() >= CHANGES || bytes >= BYTES) {
        done.countDown();
      }
    }

    @Override
    public synchronized void ended(long compacted, String reason) {
      why = reason;
      if (compacted > 0) {
        failure = new CompactedException(compacted);
      }
      done.countDown();
    }
  }
}
