package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.cache.Event;
import dev.clusterregistry.apiserver.cache.LogReader;
import dev.clusterregistry.machinery.status.Status;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.store.CompactedException;
import dev.clusterregistry.store.StoreException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads of the store's log for watchers, on virtual threads. What has been read and not yet sent is
 * bounded: a reader waits for a permit that the receiver returns.
 */
final class CatchUpReads {
  private static final Logger LOG = LoggerFactory.getLogger(CatchUpReads.class);
  private static final int AT_ONCE = 8;
  private static final long STRETCH_BYTES = 512 << 10;

  private final Semaphore permits = new Semaphore(AT_ONCE);

  /** How a read ended. */
  sealed interface Result {
    /** The receiver does not want it. */
    default void drop() {}
  }

  /** Events that must be given back by {@link #drop} as soon as they are sent. */
  record Loan(List<Event> events, long through, Semaphore permits, AtomicBoolean returned)
      implements Result {
    @Override
    public void drop() {
      if (returned.compareAndSet(false, true)) {
        permits.release();
      }
    }
  }

  /** The history asked for has been compacted away. */
  record TooOld(long oldest) implements Result {}

  record Unreadable(Status status) implements Result {}

  /** Reads on from a revision and hands the result over on the hub's loop. */
  void read(
      WatchHub hub, CachedResource resource, long after, long enough, Consumer<Result> receiver) {
    Thread.ofVirtual()
        .name("watch-catch-up")
        .start(
            () -> {
              permits.acquireUninterruptibly();
              Result result = read(hub.cache().logReader(resource), after, enough);
              if (!(result instanceof Loan)) {
                permits.release();
              }
              hub.loop().execute(() -> receiver.accept(result));
            });
  }

  /**
   * Finds something out that may take a while, and hands it over on the hub's loop; null if that
   * fails.
   */
  <T> void run(WatchHub hub, Supplier<@Nullable T> work, Consumer<@Nullable T> receiver) {
    Thread.ofVirtual()
        .name("watch-catch-up")
        .start(
            () -> {
              permits.acquireUninterruptibly();
              T found = null;
              try {
                found = work.get();
              } catch (RuntimeException e) {
                LOG.error("a watch cannot go on", e);
              } finally {
                permits.release();
              }
              T result = found;
              hub.loop().execute(() -> receiver.accept(result));
            });
  }

  private Result read(LogReader reader, long after, long enough) {
    try {
      LogReader.Stretch stretch = reader.read(after, enough, STRETCH_BYTES);
      return new Loan(stretch.events(), stretch.through(), permits, new AtomicBoolean());
    } catch (CompactedException e) {
      return new TooOld(e.oldest());
    } catch (StoreException | IllegalStateException e) {
      return new Unreadable(Statuses.internal(String.valueOf(e.getMessage())).status());
    }
  }
}
