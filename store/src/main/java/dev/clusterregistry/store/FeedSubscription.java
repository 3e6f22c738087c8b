package dev.clusterregistry.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber's place in the history. Its sink is only called while {@link #calling} is held.
 */
final class FeedSubscription implements Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(FeedSubscription.class);

  private final Feed feed;
  private final String prefix;
  private final ChangeSink sink;
  private final long patienceNanos;
  private final ReentrantLock calling = new ReentrantLock();
  private boolean called;
  private volatile long position;
  private volatile boolean keepsUp = true;
  private volatile boolean closed;

  FeedSubscription(Feed feed, String prefix, long after, ChangeSink sink, long patienceNanos) {
    this.feed = feed;
    this.prefix = prefix;
    this.position = after;
    this.sink = sink;
    this.patienceNanos = patienceNanos;
  }

  String prefix() {
    return prefix;
  }

  long position() {
    return position;
  }

  /** Whether the sink took its last delivery in time. */
  boolean keepsUp() {
    return keepsUp;
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Delivers what is new to this subscription of a batch that misses nothing up to {@code through}.
   * Returns whether the sink took it in time.
   */
  boolean deliver(List<Change> batch, long through) {
    calling.lock();
    try {
      if (closed || through <= position) {
        return true;
      }
      long started = System.nanoTime();
      call(fresh(batch), through);
      position = through;
      keepsUp = System.nanoTime() - started <= patienceNanos;
      return keepsUp;
    } finally {
      calling.unlock();
    }
  }

  /** Tells a sink that has not been called yet that it misses nothing. */
  void greet() {
    calling.lock();
    try {
      if (!closed && !called) {
        call(List.of(), position);
      }
    } finally {
      calling.unlock();
    }
  }

  /** Ends the subscription and tells the sink why. */
  void lose(StoreException reason) {
    calling.lock();
    try {
      if (!closed) {
        closed = true;
        sink.lost(reason);
      }
    } catch (RuntimeException bug) {
      LOG.error("a subscriber of the store failed on being told of its end", bug);
    } finally {
      calling.unlock();
      feed.remove(this);
    }
  }

  @Override
  public void close() {
    closed = true;
    // Waits for a call in progress, unless the sink itself closes.
    calling.lock();
    try {
      feed.remove(this);
    } finally {
      calling.unlock();
    }
  }

  private void call(List<Change> changes, long through) {
    called = true;
    try {
      if (!changes.isEmpty()) {
        sink.changes(changes);
      }
      if (changes.isEmpty() || changes.getLast().revision() < through) {
        sink.progress(through);
      }
    } catch (RuntimeException bug) {
      LOG.error("a subscriber of the store failed; its subscription ends", bug);
      lose(new UnusableStoreException("the subscriber failed", bug));
    }
  }

  private List<Change> fresh(List<Change> batch) {
    long after = position;
    if (prefix.isEmpty() && (batch.isEmpty() || batch.getFirst().revision() > after)) {
      return batch;
    }
    List<Change> fresh = new ArrayList<>(batch.size());
    for (Change change : batch) {
      if (change.revision() > after && change.key().startsWith(prefix)) {
        fresh.add(change);
      }
    }
    return fresh;
  }
}
