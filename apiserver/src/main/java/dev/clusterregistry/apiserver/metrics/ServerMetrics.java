package dev.clusterregistry.apiserver.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** The registry of one server's metrics, and the ways to add to it. */
public final class ServerMetrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final AtomicBoolean runtimeAdded = new AtomicBoolean();

  /** Takes a value per label. */
  public interface Values {
    void add(String label, double value);
  }

  /** Takes a value per combination of labels. */
  public interface LabelledValues {
    void add(double value, String... labels);
  }

  public PrometheusRegistry registry() {
    return registry;
  }

  /** A single value, asked for when metrics are read. */
  public void value(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  /** Values told apart by one label, asked for when metrics are read. */
  public void values(String name, String help, String label, Consumer<Values> source) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .callback(callback -> source.accept((text, value) -> callback.call(value, text)))
        .register(registry);
  }

  /** Values told apart by several labels, asked for when metrics are read. */
  public void values(String name, String help, String[] labels, Consumer<LabelledValues> source) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .callback(callback -> source.accept(callback::call))
        .register(registry);
  }

  /**
   * A count that only grows, asked for when metrics are read.
   *
   * @param name must end in _total
   */
  public void count(String name, String help, DoubleSupplier count) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(count.getAsDouble()))
        .register(registry);
  }

  /** As {@link #count}, told apart by labels. */
  public void counts(String name, String help, String[] labels, Consumer<LabelledValues> source) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels)
        .callback(callback -> source.accept(callback::call))
        .register(registry);
  }

  /**
   * Adds what the process and the JVM tell. Done when metrics are read first: it loads so much that
   * it would be felt at start.
   */
  void addRuntime() {
    if (runtimeAdded.compareAndSet(false, true)) {
      JvmMetrics.builder().register(registry);
    }
  }
}
