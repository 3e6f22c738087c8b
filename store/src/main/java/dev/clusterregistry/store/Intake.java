package dev.clusterregistry.store;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The bounded queue in front of the one writer. It never waits for more: what is there is taken.
 */
final class Intake {
  private static final int MAX_QUEUED = 4_096;
  private static final long MAX_QUEUED_BYTES = 64L << 20;
  private static final int MAX_BATCH = 512;
  private static final int MAX_BATCH_BYTES = 4 << 20;

  private final Queue<WriteOperation> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicLong queuedBytes = new AtomicLong();
  private final Thread writer;
  private volatile boolean idle;
  private volatile boolean closed;

  Intake(Thread writer) {
    this.writer = writer;
  }

  void submit(WriteOperation operation) {
    int bytes = operation.bytes();
    // One operation always fits, however big.
    if (queued.get() >= MAX_QUEUED
        || (queuedBytes.get() + bytes > MAX_QUEUED_BYTES && queued.get() > 0)) {
      throw new NotWrittenException("the store is overloaded: its write queue is full");
    }
    queued.incrementAndGet();
    queuedBytes.addAndGet(bytes);
    queue.add(operation);
    if (idle) {
      LockSupport.unpark(writer);
    }
    // After closing, the writer may have looked at the queue for the last time.
    if (closed && queue.remove(operation)) {
      throw closed();
    }
  }

  /** Moves what is queued to {@code batch}, after waiting for it for at most {@code waitNanos}. */
  void take(List<WriteOperation> batch, long waitNanos) {
    if (queue.isEmpty() && waitNanos > 0) {
      idle = true;
      if (queue.isEmpty() && !closed) {
        LockSupport.parkNanos(this, waitNanos);
      }
      idle = false;
    }
    long bytes = 0;
    WriteOperation next;
    while (batch.size() < MAX_BATCH && bytes < MAX_BATCH_BYTES && (next = queue.poll()) != null) {
      bytes += next.bytes();
      batch.add(next);
    }
    queued.addAndGet(-batch.size());
    queuedBytes.addAndGet(-bytes);
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Ends the writer's wait. */
  void wake() {
    LockSupport.unpark(writer);
  }

  /** Nothing more is accepted; what is queued is still written. */
  void close() {
    closed = true;
    wake();
  }

  boolean isClosed() {
    return closed;
  }

  /** Answers what came too late for the writer. */
  void refuseRest() {
    WriteOperation late;
    while ((late = queue.poll()) != null) {
      late.fail(closed());
    }
  }

  private static NotWrittenException closed() {
    return new NotWrittenException("the store is closed");
  }
}
