package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.apiserver.http.Loop;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A loop without sockets: one thread. Its time may be the test's own. */
public final class TestLoop implements Loop, AutoCloseable {
  /** Such a delay only lets others go first. */
  private static final Duration AT_ONCE = Duration.ofNanos(1_000);

  private final int index;
  private final ScheduledThreadPoolExecutor executor;
  private final @Nullable TestTime time;
  private volatile @Nullable Thread thread;

  public TestLoop(int index) {
    this(index, null);
  }

  public TestLoop(int index, @Nullable TestTime time) {
    this.index = index;
    this.time = time;
    this.executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, "test-loop-" + index);
              thread = made;
              return made;
            });
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public boolean inLoop() {
    return Thread.currentThread() == thread;
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(guarded(task));
  }

  @Override
  public Runnable schedule(Duration delay, Runnable task) {
    if (time != null && delay.compareTo(AT_ONCE) > 0) {
      return time.schedule(delay, task);
    }
    ScheduledFuture<?> future =
        executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | AssertionError e) {
        e.printStackTrace();
        throw e;
      }
    };
  }

  @Override
  public int index() {
    return index;
  }

  /** Runs something on the loop and waits for it. */
  public <T> T call(Callable<T> task) {
    Future<T> result = executor.submit(task);
    try {
      return result.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
