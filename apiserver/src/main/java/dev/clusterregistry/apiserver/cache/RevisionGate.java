package dev.clusterregistry.apiserver.cache;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Where threads, virtual ones, wait for the cache to reach a revision. */
final class RevisionGate {
  private final LongSupplier applied;
  private final ReentrantLock lock = new ReentrantLock();
  private final PriorityQueue<Waiter> waiters =
      new PriorityQueue<>(Comparator.comparingLong(Waiter::revision));
  private volatile int waiting;

  private record Waiter(long revision, Thread thread) {}

  RevisionGate(LongSupplier applied) {
    this.applied = applied;
  }

  /** Waits until the revision is applied; false if that takes longer than the limit. */
  boolean await(long revision, Duration limit) {
    if (applied.getAsLong() >= revision) {
      return true;
    }
    long deadline = System.nanoTime() + limit.toNanos();
    Waiter waiter = new Waiter(revision, Thread.currentThread());
    enter(waiter);
    try {
      while (applied.getAsLong() < revision) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || Thread.currentThread().isInterrupted()) {
          return false;
        }
        LockSupport.parkNanos(this, left);
      }
      return true;
    } finally {
      leave(waiter);
    }
  }

  /** Called after a higher revision has become visible. */
  void advanced() {
    if (waiting == 0) {
      return;
    }
    long revision = applied.getAsLong();
    lock.lock();
    try {
      for (Waiter first = waiters.peek();
          first != null && first.revision <= revision;
          first = waiters.peek()) {
        waiters.remove();
        LockSupport.unpark(first.thread);
      }
      waiting = waiters.size();
    } finally {
      lock.unlock();
    }
  }

  private void enter(Waiter waiter) {
    lock.lock();
    try {
      waiters.add(waiter);
      waiting = waiters.size();
    } finally {
      lock.unlock();
    }
  }

  private void leave(Waiter waiter) {
    lock.lock();
    try {
      waiters.remove(waiter);
      waiting = waiters.size();
    } finally {
      lock.unlock();
    }
  }
}
