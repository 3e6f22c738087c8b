package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.store.Change;
import dev.clusterregistry.store.ChangeSink;
import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.ForwardingStore;
import dev.clusterregistry.store.MemoryStore;
import dev.clusterregistry.store.NotWrittenException;
import dev.clusterregistry.store.Scan;
import dev.clusterregistry.store.StoreException;
import dev.clusterregistry.store.Subscription;
import dev.clusterregistry.store.UnknownOutcomeException;
import dev.clusterregistry.store.UnusableStoreException;
import dev.clusterregistry.store.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store in memory that fails where and when a test wants it to. */
public final class FaultyStore extends ForwardingStore {
  private final AtomicReference<Fault> nextWrite = new AtomicReference<>(Fault.NONE);
  private final AtomicInteger failingScans = new AtomicInteger();
  private final AtomicInteger writes = new AtomicInteger();
  private final Set<Feed> feeds = ConcurrentHashMap.newKeySet();
  private volatile @Nullable CountDownLatch holding;
  private volatile boolean lagging;

  public FaultyStore() {
    super(new MemoryStore());
  }

  /** What becomes of a write. */
  public enum Fault {
    NONE,
    /** Certainly not applied. */
    REFUSED,
    /** Applied, but nobody can tell. */
    APPLIED_IN_DOUBT,
    /** Not applied, but nobody can tell. */
    LOST_IN_DOUBT
  }

  /** The next write ends so. */
  public void failNextWrite(Fault fault) {
    nextWrite.set(fault);
  }

  public void failScans(int times) {
    failingScans.set(times);
  }

  /** How many writes were tried. */
  public int writes() {
    return writes.get();
  }

  /** Writes wait until the latch opens. */
  public void holdWrites(CountDownLatch until) {
    holding = until;
  }

  /** All subscriptions are lost, and deliver nothing any more. */
  public void loseFeeds() {
    for (Feed feed : feeds) {
      feed.lost(new UnusableStoreException("the connection to the store was lost"));
    }
  }

  /**
   * From now on subscriptions lag behind until somebody hastens them, as on a store that does not
   * tell its progress.
   */
  public void lag() {
    lagging = true;
  }

  @Override
  public boolean tellsProgress() {
    return !lagging;
  }

  @Override
  public void hasten(long revision) {
    feeds.forEach(Feed::catchUp);
  }

  @Override
  public WriteResult put(String key, byte[] value, long expectedRevision) {
    return write(() -> store.put(key, value, expectedRevision));
  }

  @Override
  public WriteResult delete(String key, long expectedRevision) {
    return write(() -> store.delete(key, expectedRevision));
  }

  private WriteResult write(Supplier<WriteResult> write) {
    writes.incrementAndGet();
    CountDownLatch latch = holding;
    if (latch != null) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return switch (nextWrite.getAndSet(Fault.NONE)) {
      case NONE -> write.get();
      case REFUSED -> throw new NotWrittenException("the disk is full");
      case LOST_IN_DOUBT -> throw new UnknownOutcomeException("the disk failed");
      case APPLIED_IN_DOUBT -> {
        Objects.requireNonNull(write.get());
        throw new UnknownOutcomeException("the disk failed");
      }
    };
  }

  @Override
  public Scan scan(String prefix) {
    failIfWanted();
    return store.scan(prefix);
  }

  @Override
  public @Nullable Entry get(String key) {
    failIfWanted();
    return store.get(key);
  }

  private void failIfWanted() {
    if (failingScans.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new UnusableStoreException("the store does not answer");
    }
  }

  @Override
  public Subscription watch(String prefix, long after, ChangeSink sink) {
    Feed feed = new Feed(sink);
    feeds.add(feed);
    Subscription subscription = store.watch(prefix, after, feed);
    return () -> {
      feeds.remove(feed);
      subscription.close();
    };
  }

  private final class Feed implements ChangeSink {
    private final ChangeSink sink;
    private final List<Change> behind = new ArrayList<>();
    private boolean over;

    Feed(ChangeSink sink) {
      this.sink = sink;
    }

    @Override
    public synchronized void changes(List<Change> batch) {
      if (!over) {
        behind.addAll(batch);
        if (!lagging) {
          catchUp();
        }
      }
    }

    synchronized void catchUp() {
      if (!behind.isEmpty()) {
        sink.changes(List.copyOf(behind));
        behind.clear();
      }
    }

    @Override
    public synchronized void progress(long revision) {
      if (!over) {
        sink.progress(revision);
      }
    }

    @Override
    public synchronized void lost(StoreException reason) {
      if (!over) {
        over = true;
        sink.lost(reason);
      }
    }
  }
}
