package dev.clusterregistry.apiserver.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which nothing was in progress for too long. One scheduled task for the
 * connection's life, however many requests it carries.
 */
final class IdleTimer {
  private final EventLoop eventLoop;
  private final long idleNanos;
  private final BooleanSupplier busy;
  private final Runnable expired;
  private long deadline;
  private @Nullable Future<?> next;

  /**
   * @param first how long the first request may take to arrive
   * @param busy asked at least once in each idle time
   */
  IdleTimer(
      EventLoop eventLoop, Duration first, Duration idle, BooleanSupplier busy, Runnable expired) {
    this.eventLoop = eventLoop;
    this.idleNanos = idle.toNanos();
    this.busy = busy;
    this.expired = expired;
    this.deadline = System.nanoTime() + first.toNanos();
    schedule(first.toNanos());
  }

  /** Something has just been finished. */
  void touch() {
    deadline = System.nanoTime() + idleNanos;
  }

  void stop() {
    if (next != null) {
      next.cancel(false);
    }
  }

  private void check() {
    if (busy.getAsBoolean()) {
      schedule(idleNanos);
      return;
    }
    long left = deadline - System.nanoTime();
    if (left > 0) {
      schedule(left);
    } else {
      expired.run();
    }
  }

  private void schedule(long nanos) {
    next = eventLoop.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
  }
}
