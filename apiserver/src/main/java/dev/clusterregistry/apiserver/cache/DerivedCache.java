package dev.clusterregistry.apiserver.cache;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers bytes derived from frozen objects, events and leaves, within one budget: table rows,
 * partial metadata, other versions, watch frames, compressed blocks. What has not been used since
 * the hand of the clock last passed goes first. Any thread.
 */
public final class DerivedCache {
  private static final int ENTRY_OVERHEAD = 120;

  private final long budget;
  private final AtomicLong held = new AtomicLong();
  private final Queue<Entry> clock = new ConcurrentLinkedQueue<>();

  public DerivedCache(long budgetBytes) {
    this.budget = budgetBytes;
  }

  /** One remembered encoding of one thing. */
  static final class Entry {
    final Derivable source;
    final Object encoding;
    final byte[] bytes;
    volatile boolean used;

    Entry(Derivable source, Object encoding, byte[] bytes) {
      this.source = source;
      this.encoding = encoding;
      this.bytes = bytes;
    }

    long cost() {
      return (long) bytes.length + ENTRY_OVERHEAD;
    }
  }

  /** What is remembered, or null. */
  public byte @Nullable [] find(Derivable source, Object encoding) {
    Entry entry = source.find(encoding);
    if (entry == null) {
      return null;
    }
    entry.used = true;
    return entry.bytes;
  }

  /**
   * The source in an encoding, made now if it is not remembered. Two threads may make it at the
   * same time; one result is kept.
   *
   * @param encoding identifies the bytes together with the source; compared by equals
   */
  public byte[] get(Derivable source, Object encoding, Supplier<byte[]> make) {
    byte[] known = find(source, encoding);
    return known != null ? known : keep(source, encoding, make.get());
  }

  /** Remembers bytes, and returns those that are remembered from now on. */
  public byte[] keep(Derivable source, Object encoding, byte[] bytes) {
    Entry made = new Entry(source, encoding, bytes);
    if (made.cost() > budget) {
      return bytes;
    }
    Entry kept = source.add(made);
    if (kept == made) {
      clock.add(made);
      if (held.addAndGet(made.cost()) > budget) {
        evict();
      }
    }
    return kept.bytes;
  }

  /** Bytes held now, an estimate. */
  public long heldBytes() {
    return held.get();
  }

  private void evict() {
    while (held.get() > budget) {
      Entry oldest = clock.poll();
      if (oldest == null) {
        return;
      }
      if (oldest.used) {
        oldest.used = false;
        clock.add(oldest);
      } else {
        oldest.source.remove(oldest);
        held.addAndGet(-oldest.cost());
      }
    }
  }
}
