package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.store.Change;
import dev.clusterregistry.store.ChangeSink;
import dev.clusterregistry.store.CompactedException;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.StoreException;
import dev.clusterregistry.store.Subscription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stretch of the store's log as events. Blocks, so never on an event loop. A stretch is
 * bounded by bytes; whoever wants more asks again from where it ended, so that a slow reader holds
 * nothing up and the store never waits.
 */
public final class LogReader {
  private static final long TIMEOUT_SECONDS = 30;

  private final Store store;
  private final CachedResource resource;

  LogReader(Store store, CachedResource resource) {
    this.store = store;
    this.resource = resource;
  }

  /**
   * @param through every event after the asked revision and up to this one is in {@code events}
   */
  public record Stretch(List<Event> events, long through) {}

  /**
   * The events above {@code after}, until {@code enough} is reached or more than {@code bytes} have
   * been read. Contains at least one event unless there is none up to {@code enough}.
   *
   * @throws CompactedException if they are gone
   * @throws StoreException if the store cannot be read
   */
  public Stretch read(long after, long enough, long bytes) {
    Collector collector = new Collector(after, enough, bytes);
    Subscription reading = store.watch(resource.prefix(), after, collector);
    try {
      if (!collector.done.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the store's log could not be read in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading the store's log", e);
    } finally {
      reading.close();
    }
    return collector.stretch();
  }

  private final class Collector implements ChangeSink {
    private final CountDownLatch done = new CountDownLatch(1);
    private final long enough;
    private final long bytes;
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Frozen> seen = new HashMap<>();
    private long through;
    private long held;
    private @Nullable StoreException failure;

    Collector(long after, long enough, long bytes) {
      this.through = after;
      this.enough = enough;
      this.bytes = bytes;
    }

    @Override
    public void changes(List<Change> batch) {
      for (Change change : batch) {
        if (isDone()) {
          return;
        }
        Event event = Replay.event(resource, change, seen);
        events.add(event);
        held += event.cost();
        reached(change.revision());
      }
    }

    @Override
    public void progress(long revision) {
      if (!isDone()) {
        reached(Math.max(through, revision));
      }
    }

    @Override
    public void lost(StoreException reason) {
      if (!isDone()) {
        failure = reason;
        done.countDown();
      }
    }

    private void reached(long revision) {
      through = revision;
      if (revision >= enough || held >= bytes) {
        done.countDown();
      }
    }

    private boolean isDone() {
      return done.getCount() == 0;
    }

    Stretch stretch() {
      if (failure != null) {
        throw failure;
      }
      return new Stretch(events, through);
    }
  }
}
