package dev.clusterregistry.benchmarks.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.LongPredicate;

/**
 * Sends requests at a rate, whether or not earlier ones have been answered, up to a number of open
 * ones. What is late because of that is sent as soon as possible.
 */
public final class Pacer {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long NAP_NANOS = 50_000;

  private final Client client;
  private final int maximumOpen;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final Answer receiver = new Answer();

  /** What was sent in a time. */
  public record Paced(double seconds, int sent, int failed) {
    public double perSecond() {
      return sent / seconds;
    }
  }

  public Pacer(Client client, int maximumOpen) {
    this.client = client;
    this.maximumOpen = maximumOpen;
  }

  /** Sends so many per second. */
  public Paced run(int perSecond, IntFunction<Request> request, long nanos) {
    int[] sent = new int[1];
    return run(
        request,
        elapsed -> {
          boolean due = elapsed >= sent[0] * 1_000_000_000L / perSecond;
          if (due) {
            sent[0]++;
          }
          return due;
        },
        nanos);
  }

  /** Sends whenever there is leave to send one, which is asked with the nanoseconds so far. */
  public Paced run(IntFunction<Request> request, LongPredicate leave, long nanos) {
    failed.set(0);
    answered.set(0);
    long start = System.nanoTime();
    int sent = 0;
    long elapsed = 0;
    while (elapsed < nanos) {
      if (open.get() < maximumOpen && leave.test(elapsed)) {
        open.incrementAndGet();
        client.connection(sent).send(request.apply(sent), receiver);
        sent++;
      } else {
        LockSupport.parkNanos(NAP_NANOS);
      }
      elapsed = System.nanoTime() - start;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    long patience = System.nanoTime() + PATIENCE_NANOS;
    while (open.get() > 0 && System.nanoTime() < patience) {
      LockSupport.parkNanos(NAP_NANOS);
    }
    return new Paced(seconds, sent, failed.get() + open.get());
  }

  /** Requests of the current run that have been answered. */
  public int answered() {
    return answered.get();
  }

  /** Of requests whose answers are only counted. */
  private final class Answer implements Receiver {
    @Override
    public void status(int status) {
      if (status >= 300) {
        failed.incrementAndGet();
      }
    }

    @Override
    public void done(boolean clean) {
      if (!clean) {
        failed.incrementAndGet();
      }
      answered.incrementAndGet();
      open.decrementAndGet();
    }
  }
}
