package dev.clusterregistry.apiserver.webhook;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Spares a server that fails, and those who would wait for it: after some failures in a row nobody
 * asks for a while, then one tries, and if that fails too the while is doubled.
 *
 * <p>The lock guards the counters; nothing waits under it.
 */
final class Circuit {
  private static final int FAILURES = 5;
  private static final long SHORTEST_NANOS = 1_000_000_000L;
  private static final int DOUBLINGS = 5;

  private final ReentrantLock lock = new ReentrantLock();
  private int failures;
  private long closedAtNanos;

  /** Whether to ask now. */
  boolean passes(long nowNanos) {
    lock.lock();
    try {
      if (failures < FAILURES) {
        return true;
      }
      if (nowNanos - closedAtNanos < 0) {
        return false;
      }
      closedAtNanos = nowNanos + pause(); // others wait while one tries
      return true;
    } finally {
      lock.unlock();
    }
  }

  void succeeded() {
    lock.lock();
    try {
      failures = 0;
    } finally {
      lock.unlock();
    }
  }

  /**
   * @return whether this failure made it open
   */
  boolean failed(long nowNanos) {
    lock.lock();
    try {
      failures++;
      closedAtNanos = nowNanos + pause();
      return failures == FAILURES;
    } finally {
      lock.unlock();
    }
  }

  private long pause() {
    return SHORTEST_NANOS << Math.clamp((long) failures - FAILURES, 0, DOUBLINGS);
  }
}
