package dev.clusterregistry.apiserver.metrics;

import dev.clusterregistry.apiserver.request.Route;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The series of one route, verb and scope, resolved once. */
public final class RouteMetrics {
  private static final int FIRST_CODE = 100;
  private static final int LAST_CODE = 599;

  private final RequestMetrics metrics;
  private final String[] labels;
  private final boolean watch;
  private final boolean dryRun;
  private final Distribution duration;
  private final Distribution serviceLevel;
  private final @Nullable Distribution sizes;
  private final @Nullable GaugeDataPoint longRunning;
  private final AtomicReferenceArray<@Nullable CounterDataPoint> byCode =
      new AtomicReferenceArray<>(LAST_CODE - FIRST_CODE + 1);

  RouteMetrics(
      RequestMetrics metrics,
      Route route,
      VerbLabel verb,
      RequestMetrics.Scope scope,
      boolean dryRun) {
    this.metrics = metrics;
    this.watch = verb == VerbLabel.WATCH;
    this.dryRun = dryRun;
    this.labels =
        new String[] {
          verb.name(),
          route.group(),
          route.version(),
          route.resource(),
          route.subresource(),
          scope.text,
          "apiserver"
        };
    duration = metrics.duration.labelValues(with(dryRunText()));
    serviceLevel = metrics.serviceLevel.labelValues(labels);
    boolean sized = verb == VerbLabel.GET || verb == VerbLabel.LIST;
    sizes = sized ? metrics.sizes.labelValues(labels) : null;
    longRunning = watch ? metrics.longRunning.labelValues(labels) : null;
  }

  /**
   * A request is over.
   *
   * @param bytes of the body, or -1 if unknown
   */
  public void done(int code, long nanos, long bytes) {
    counter(Math.min(Math.max(code, FIRST_CODE), LAST_CODE)).inc();
    double seconds = nanos / 1e9;
    duration.observe(seconds);
    if (!watch) {
      serviceLevel.observe(seconds);
    }
    if (sizes != null && bytes >= 0) {
      sizes.observe((double) bytes);
    }
  }

  public void opened() {
    if (longRunning != null) {
      longRunning.inc();
    }
  }

  public void closed() {
    if (longRunning != null) {
      longRunning.dec();
    }
  }

  private CounterDataPoint counter(int code) {
    CounterDataPoint counter = byCode.get(code - FIRST_CODE);
    if (counter == null) {
      counter = metrics.total.labelValues(with(dryRunText(), Integer.toString(code)));
      byCode.set(code - FIRST_CODE, counter);
    }
    return counter;
  }

  private String dryRunText() {
    return dryRun ? "All" : "";
  }

  private String[] with(String... more) {
    String[] all = new String[labels.length + more.length];
    System.arraycopy(labels, 0, all, 0, labels.length);
    System.arraycopy(more, 0, all, labels.length, more.length);
    return all;
  }
}
