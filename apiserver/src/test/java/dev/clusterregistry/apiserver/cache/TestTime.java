package dev.clusterregistry.apiserver.cache;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Time that passes when the test says so. */
public final class TestTime {
  private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparingLong(Due::at));
  private long now = 1_000_000_000L;

  private record Due(long at, Runnable task) {}

  public synchronized long nanoTime() {
    return now;
  }

  synchronized Runnable schedule(Duration delay, Runnable task) {
    Due due = new Due(now + delay.toNanos(), task);
    queue.add(due);
    return () -> cancel(due);
  }

  private synchronized void cancel(Due due) {
    queue.remove(due);
  }

  /** Lets time pass, and on the loop whatever becomes due meanwhile. */
  public void pass(Duration duration, TestLoop loop) {
    long until = nanoTime() + duration.toNanos();
    Due due = next(until);
    while (due != null) {
      Runnable task = due.task();
      loop.call(
          () -> {
            task.run();
            return true;
          });
      due = next(until);
    }
    advance(until);
  }

  private synchronized @Nullable Due next(long until) {
    Due due = queue.peek();
    if (due == null || due.at() > until) {
      return null;
    }
    now = Math.max(now, due.at());
    return queue.remove();
  }

  private synchronized void advance(long until) {
    now = until;
  }
}
