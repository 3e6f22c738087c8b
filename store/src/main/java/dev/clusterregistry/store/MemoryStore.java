package dev.clusterregistry.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The contract without a disk, for tests and experiments: everything is gone when the process ends,
 * and history grows until {@link #compact} is called.
 *
 * <p>One lock serialises writes and their delivery; a sink runs on the writing caller's thread.
 */
public final class MemoryStore implements Store {
  private static final int SLICE = 1_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final NavigableMap<String, Entry> entries = new TreeMap<>(KeyOrder.INSTANCE);
  private final NavigableMap<Long, Change> history = new TreeMap<>();
  private final String identity = UUID.randomUUID().toString();
  private final ExecutorService catchUp =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("memory-store-catch-up").factory());
  private final Feed feed;
  private volatile long head = INITIAL_REVISION;
  private volatile long compacted;
  private volatile boolean closed;

  public MemoryStore() {
    feed = new Feed(this::since, catchUp, INITIAL_REVISION, Duration.ofMillis(100).toNanos());
  }

  @Override
  public WriteResult put(String key, byte[] value, long expectedRevision) {
    return write(key, value.clone(), expectedRevision);
  }

  @Override
  public WriteResult delete(String key, long expectedRevision) {
    return write(key, null, expectedRevision);
  }

  private WriteResult write(String key, byte @Nullable [] value, long expectedRevision) {
    lock.lock();
    try {
      if (closed) {
        throw new NotWrittenException("the store is closed");
      }
      Entry current = entries.get(key);
      long currentRevision = current == null ? 0 : current.revision();
      if (currentRevision != expectedRevision || (value == null && current == null)) {
        return new WriteResult.Conflict(current);
      }
      long revision = head + 1;
      if (value == null) {
        entries.remove(key);
      } else {
        entries.put(key, new Entry(key, value, revision));
      }
      byte[] previous = current == null ? null : current.value();
      history.put(revision, new Change(revision, key, value, currentRevision, previous));
      feed.publish(revision, List.of(new Change(revision, key, value, currentRevision, null)));
      head = revision;
      return new WriteResult.Committed(revision);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Scan scan(String prefix) {
    lock.lock();
    try {
      String end = KeyOrder.endOf(prefix);
      SortedMap<String, Entry> range =
          end == null ? entries.tailMap(prefix) : entries.subMap(prefix, end);
      return new Scan(head, List.copyOf(range.values()));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Scan scan(String prefix, long revision) {
    lock.lock();
    try {
      return Rewind.to(revision, scan(prefix), prefix, this::since);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Subscription watch(String prefix, long after, ChangeSink sink) {
    if (after < compacted) {
      throw new CompactedException(compacted);
    }
    return feed.subscribe(prefix, after, sink);
  }

  private History.Slice since(String prefix, long after) {
    lock.lock();
    try {
      if (after < compacted) {
        throw new CompactedException(compacted);
      }
      List<Change> changes = new ArrayList<>();
      for (Change change : history.tailMap(after, false).values()) {
        if (change.key().startsWith(prefix)) {
          changes.add(change);
          if (changes.size() == SLICE) {
            return new History.Slice(changes, change.revision());
          }
        }
      }
      return new History.Slice(changes, Math.max(after, head));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long head() {
    return head;
  }

  @Override
  public void compact(long revision) {
    lock.lock();
    try {
      compacted = Math.max(compacted, Math.min(revision, head));
      history.headMap(compacted, true).clear();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long compacted() {
    return compacted;
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public long size() {
    return 0; // nothing is kept anywhere
  }

  @Override
  public StoreHealth health() {
    return closed
        ? new StoreHealth(false, false, "the store is closed")
        : new StoreHealth(true, true, null);
  }

  @Override
  public void backup(Path target) {
    throw new UnusableStoreException("a store in memory cannot be backed up");
  }

  @Override
  public void close() {
    closed = true;
    feed.close();
    catchUp.shutdown();
  }
}
