package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.store.Change;
import dev.clusterregistry.store.ChangeSink;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.StoreException;
import dev.clusterregistry.store.Subscription;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Fills the logs with the last changes from before the start, so that clients resume their watches
 * after a restart. Bounded; runs beside the first requests.
 */
final class TailLoader {
  private static final long TIMEOUT_SECONDS = 60;

  private final Store store;
  private final CacheOptions options;

  TailLoader(Store store, CacheOptions options) {
    this.store = store;
    this.options = options;
  }

  void load(World loaded) {
    long from = Math.max(store.compacted(), loaded.revision() - options.tailChanges());
    if (from >= loaded.revision()) {
      return;
    }
    Tail tail = new Tail(from, loaded.revision());
    Subscription reading = store.watch("", from, tail);
    try {
      if (!tail.done.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } finally {
      reading.close();
    }
    for (Snapshot snapshot : loaded.snapshots()) {
      snapshot.log().prepend(events(snapshot, tail.changes), tail.floor);
    }
  }

  private static List<Event> events(Snapshot snapshot, Iterable<Change> changes) {
    CachedResource resource = snapshot.resource();
    LabelPool labels = new LabelPool();
    Map<String, Frozen> seen = new HashMap<>();
    List<Event> events = new ArrayList<>();
    for (Change change : changes) {
      if (change.key().startsWith(resource.prefix())) {
        Event event = Replay.event(resource, change, seen);
        events.add(shared(snapshot, labels, event));
      }
    }
    return events;
  }

  /** With the snapshot's own instance where it is the same state. */
  private static Event shared(Snapshot snapshot, LabelPool labels, Event event) {
    Frozen object = event.current();
    if (object == null) {
      return event;
    }
    Frozen current = snapshot.get(object.key());
    if (current == null || current.revision() != object.revision()) {
      labels.shared(object);
      return event;
    }
    return new Event(event.revision(), event.key(), current, event.previous(), null);
  }

  /** The newest changes up to the loaded revision, within the byte budget. */
  private final class Tail implements ChangeSink {
    private final CountDownLatch done = new CountDownLatch(1);
    private final Deque<Change> changes = new ArrayDeque<>();
    private final long until;
    private long floor;
    private long held;

    Tail(long from, long until) {
      this.floor = from;
      this.until = until;
    }

    @Override
    public void changes(List<Change> batch) {
      for (Change change : batch) {
        if (change.revision() > until) {
          break;
        }
        changes.add(change);
        held += cost(change);
        while (held > options.tailBytes()) {
          Change dropped = changes.remove();
          held -= cost(dropped);
          floor = dropped.revision();
        }
      }
      if (batch.get(batch.size() - 1).revision() >= until) {
        done.countDown();
      }
    }

    @Override
    public void progress(long revision) {
      if (revision >= until) {
        done.countDown();
      }
    }

    @Override
    public void lost(StoreException reason) {
      changes.clear();
      floor = until;
      done.countDown();
    }

    private static long cost(Change change) {
      byte[] value = change.value();
      byte[] previous = change.previousValue();
      return 256L + (value == null ? 0 : value.length) + (previous == null ? 0 : previous.length);
    }
  }
}
