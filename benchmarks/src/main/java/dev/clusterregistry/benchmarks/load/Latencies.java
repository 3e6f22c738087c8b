package dev.clusterregistry.benchmarks.load;

/** A histogram of durations with steps of about 3 percent. Filled by one thread. */
public final class Latencies {
  private static final int STEPS = 32;

  private final long[] buckets = new long[64 * STEPS];
  private long count;

  public void add(long nanos) {
    buckets[bucket(Math.max(1, nanos))]++;
    count++;
  }

  /** Adds what another one holds, whose thread has stopped filling it. */
  public void add(Latencies other) {
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] += other.buckets[i];
    }
    count += other.count;
  }

  public long count() {
    return count;
  }

  /** In milliseconds; 0 if nothing was measured. */
  public double percentile(double percent) {
    long wanted = (long) Math.ceil(count * percent / 100);
    long seen = 0;
    for (int i = 0; i < buckets.length; i++) {
      seen += buckets[i];
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
