package dev.clusterregistry.apiserver.metrics;

import dev.clusterregistry.store.StoreException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * How long the store takes, under the names that dashboards of Kubernetes know, whichever store it
 * is.
 */
final class StoreMetrics {
  private static final double[] SECONDS = {
    0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30,
    45, 60
  };
  private static final String[] LABELS = {"operation", "group", "resource"};

  private final Distributions duration =
      new Distributions(
          "etcd_request_duration_seconds",
          "Seconds that the store took to answer.",
          SECONDS,
          LABELS);
  private final ConcurrentHashMap<Operation, Series> series = new ConcurrentHashMap<>();

  /** What was asked of the store; group and resource are empty if it concerns all. */
  record Operation(String name, String group, String resource) {}

  private record Series(Distribution duration, LongAdder total, LongAdder errors) {}

  StoreMetrics(ServerMetrics metrics) {
    metrics.registry().register(duration);
    metrics.counts(
        "etcd_requests_total",
        "Requests to the store.",
        LABELS,
        values -> series.forEach((what, one) -> add(values, what, one.total)));
    metrics.counts(
        "etcd_request_errors_total",
        "Requests that the store did not carry out; a conflict is an answer.",
        LABELS,
        values -> series.forEach((what, one) -> add(values, what, one.errors)));
  }

  private static void add(ServerMetrics.LabelledValues values, Operation what, LongAdder count) {
    values.add((double) count.sum(), what.name, what.group, what.resource);
  }

  /** Does it, and takes the time. */
  <T> T measured(Operation operation, Supplier<T> work) {
    Series counts = series.computeIfAbsent(operation, this::series);
    long begun = System.nanoTime();
    try {
      return work.get();
    } catch (StoreException e) {
      counts.errors.increment();
      throw e;
    } finally {
      counts.total.increment();
      counts.duration.observe((System.nanoTime() - begun) / 1e9);
    }
  }

  private Series series(Operation operation) {
    return new Series(
        duration.labelValues(operation.name, operation.group, operation.resource),
        new LongAdder(),
        new LongAdder());
  }
}
