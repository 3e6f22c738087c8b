package dev.clusterregistry.apiserver.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A histogram with labels. The library's own makes those who observe wait while it is read, and
 * those who observe here are event loops.
 */
final class Distributions implements Collector {
  private final String name;
  private final String help;
  private final double[] bounds;
  private final String[] labelNames;
  private final ConcurrentHashMap<Labels, Distribution> series = new ConcurrentHashMap<>();

  /**
   * @param bounds of the buckets, ascending, without the infinite one
   */
  Distributions(String name, String help, double[] bounds, String... labelNames) {
    this.name = name;
    this.help = help;
    this.bounds = Arrays.copyOf(bounds, bounds.length + 1);
    this.bounds[bounds.length] = Double.POSITIVE_INFINITY;
    this.labelNames = labelNames;
  }

  /** The series of these values; the same object for equal ones. */
  Distribution labelValues(String... values) {
    return series.computeIfAbsent(
        Labels.of(labelNames, values), labels -> new Distribution(labels, bounds));
  }

  @Override
  public MetricSnapshot collect() {
    HistogramSnapshot.Builder all = HistogramSnapshot.builder();
    all.name(name);
    all.help(help);
    series.values().forEach(one -> all.dataPoint(one.snapshot()));
    return all.build();
  }
}
