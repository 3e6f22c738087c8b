package dev.clusterregistry.benchmarks.load;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** A histogram of durations with steps of about 3 percent. */
public final class Latencies {
  private static final int STEPS = 32;

  private final AtomicLongArray buckets = new AtomicLongArray(64 * STEPS);
  private final LongAdder count = new LongAdder();

  public void add(long nanos) {
    buckets.incrementAndGet(bucket(Math.max(1, nanos)));
    count.increment();
  }

  public long count() {
    return count.sum();
  }

  /** In milliseconds; 0 if nothing was measured. */
  public double percentile(double percent) {
    long wanted = (long) Math.ceil(count.sum() * percent / 100);
    long seen = 0;
    for (int i = 0; i < buckets.length(); i++) {
      seen += buckets.get(i);
      if (seen >= wanted && seen > 0) {
        return value(i) / 1e6;
      }
    }
    return 0;
  }

  private static int bucket(long nanos) {
    int power = 63 - Long.numberOfLeadingZeros(nanos);
    int step = power < 5 ? 0 : (int) ((nanos >>> (power - 5)) & (STEPS - 1));
    return power * STEPS + step;
  }

  private static double value(int bucket) {
    int power = bucket / STEPS;
    return Math.scalb(1 + (bucket % STEPS + 0.5) / STEPS, power);
  }
}
