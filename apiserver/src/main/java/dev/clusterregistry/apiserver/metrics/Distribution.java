package dev.clusterregistry.apiserver.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** One series of a {@link Distributions}. Safe for use by many threads, none of which waits. */
final class Distribution {
  private final Labels labels;
  private final double[] bounds;
  private final LongAdder[] counts;
  private final DoubleAdder sum = new DoubleAdder();

  /**
   * @param bounds of the buckets, ascending, the last one infinite
   */
  Distribution(Labels labels, double[] bounds) {
    this.labels = labels;
    this.bounds = bounds;
    this.counts = new LongAdder[bounds.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  void observe(double value) {
    int bucket = 0;
    while (value > bounds[bucket]) {
      bucket++;
    }
    counts[bucket].increment();
    sum.add(value);
  }

  /** What was observed so far; an observation that arrives meanwhile may be in it by half. */
  HistogramDataPointSnapshot snapshot() {
    long[] current = new long[counts.length];
    for (int i = 0; i < current.length; i++) {
      current[i] = counts[i].sum();
    }
    HistogramDataPointSnapshot.Builder point = HistogramDataPointSnapshot.builder();
    point.sum(sum.sum());
    point.labels(labels);
    return point.classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, current)).build();
  }
}
