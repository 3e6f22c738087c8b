package dev.clusterregistry.apiserver.resource;

import dev.clusterregistry.apiserver.http.Loop;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An event loop that carries nothing but streams of tests. */
final class TestLoop implements Loop, AutoCloseable {
  private volatile Thread thread = Thread.currentThread();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            thread = new Thread(task, "loop");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public boolean inLoop() {
    return Thread.currentThread() == thread;
  }

  @Override
  public void execute(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      // closed: nobody waits for the task any more
    }
  }

  @Override
  public Runnable schedule(Duration delay, Runnable task) {
    Future<?> future = executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    return () -> future.cancel(false);
  }

  @Override
  public int index() {
    return 0;
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
