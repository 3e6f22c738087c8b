package dev.clusterregistry.store.etcd;

import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Writers that wait until the watch has seen their revision, of which each has its own. */
final class Waiters {
  private final ConcurrentSkipListMap<Long, Thread> waiting = new ConcurrentSkipListMap<>();
  private final LongSupplier position;

  Waiters(LongSupplier position) {
    this.position = position;
  }

  void await(long revision, long nanos) {
    if (position.getAsLong() >= revision) {
      return;
    }
    long deadline = System.nanoTime() + nanos;
    waiting.put(revision, Thread.currentThread());
    try {
      while (position.getAsLong() < revision) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || Thread.currentThread().isInterrupted()) {
          return;
        }
        LockSupport.parkNanos(this, left);
      }
    } finally {
      waiting.remove(revision);
    }
  }

  /** Called after the position has gone up. */
  void advanced() {
    if (!waiting.isEmpty()) {
      waiting.headMap(position.getAsLong(), true).values().forEach(LockSupport::unpark);
    }
  }
}
