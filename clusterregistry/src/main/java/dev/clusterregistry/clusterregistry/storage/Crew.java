package dev.clusterregistry.clusterregistry.storage;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Many workers on one pile of writes: a store commits what waits together, so one write at a time
 * would take many times as long.
 */
public final class Crew {
  private static final int WORKERS = 64;
  private static final int REPORTED = 1_000;

  private Crew() {}

  /**
   * Does something with each item. Once that throws, no further item is begun, and the first thing
   * thrown is thrown on.
   *
   * @param progress is told how many are done, every thousand
   */
  public static <T> void work(List<T> pile, Consumer<T> job, Consumer<Integer> progress) {
    ConcurrentLinkedQueue<T> left = new ConcurrentLinkedQueue<>(pile);
    AtomicInteger done = new AtomicInteger();
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    int workers = Math.min(WORKERS, pile.size());
    CountDownLatch working = new CountDownLatch(workers);
    for (int i = 0; i < workers; i++) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  for (T item = left.poll(); item != null; item = left.poll()) {
                    job.accept(item);
                    int count = done.incrementAndGet();
                    if (count % REPORTED == 0) {
                      progress.accept(count);
                    }
                  }
                } catch (RuntimeException e) {
                  failure.compareAndSet(null, e);
                  left.clear();
                } finally {
                  working.countDown();
                }
              });
    }
    await(working);
    RuntimeException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }

  private static void await(CountDownLatch working) {
    boolean interrupted = false;
    while (true) {
      try {
        working.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // what is begun is finished: half a pile would be no answer
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
