package dev.clusterregistry.apiserver.metrics;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.Route;
import dev.clusterregistry.apiserver.request.Verb;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.ConcurrentHashMap;

/** The metrics of requests, by route, verb and scope. */
public final class RequestMetrics {
  private static final double[] SECONDS = {
    0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30,
    45, 60
  };
  private static final double[] SLI_SECONDS = {
    0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60
  };
  private static final double[] BYTES = {1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  final Counter total;
  final Distributions duration;
  final Distributions serviceLevel;
  final Distributions sizes;
  final Gauge longRunning;
  private final ConcurrentHashMap<Route, PerRoute> routes = new ConcurrentHashMap<>();

  public RequestMetrics(PrometheusRegistry registry) {
    total =
        Counter.builder()
            .withoutExemplars()
            .name("apiserver_request_total")
            .help("Requests, by verb, group, version, resource, scope, component and code.")
            .labelNames(labels("dry_run", "code"))
            .register(registry);
    duration =
        new Distributions(
            "apiserver_request_duration_seconds",
            "Seconds from the arrival of a request to its answer.",
            SECONDS,
            labels("dry_run"));
    serviceLevel =
        new Distributions(
            "apiserver_request_sli_duration_seconds",
            "Seconds from the arrival of a request to its answer, watches left out.",
            SLI_SECONDS,
            labels());
    sizes =
        new Distributions(
            "apiserver_response_sizes", "Bytes of the answers to GET and LIST.", BYTES, labels());
    registry.register(duration);
    registry.register(serviceLevel);
    registry.register(sizes);
    longRunning =
        Gauge.builder()
            .withoutExemplars()
            .name("apiserver_longrunning_requests")
            .help("Watches and other long-running requests that are open now.")
            .labelNames(labels())
            .register(registry);
  }

  private static String[] labels(String... more) {
    String[] base = {"verb", "group", "version", "resource", "subresource", "scope", "component"};
    String[] all = new String[base.length + more.length];
    System.arraycopy(base, 0, all, 0, base.length);
    System.arraycopy(more, 0, all, base.length, more.length);
    return all;
  }

  /** The counters of a request; the same object for every request that is alike. */
  @SuppressWarnings("EnumOrdinal") // an array by both enums: a map would cost more than counting
  public RouteMetrics of(Route route, ApiRequest request, RequestInfo info) {
    PerRoute known = routes.get(route);
    if (known == null) {
      known = routes.computeIfAbsent(route, r -> new PerRoute());
    }
    VerbLabel verb = VerbLabel.of(request, info);
    Scope scope = Scope.of(info);
    boolean dryRun = info.verb().mutating() && info.query().has("dryRun");
    int index = (verb.ordinal() * Scope.COUNT + scope.ordinal()) * 2 + (dryRun ? 1 : 0);
    RouteMetrics metrics = known.byIndex[index];
    if (metrics == null) {
      metrics = new RouteMetrics(this, route, verb, scope, dryRun);
      known.byIndex[index] = metrics; // a second one made at once counts into the same series
    }
    return metrics;
  }

  private static final class PerRoute {
    final RouteMetrics[] byIndex = new RouteMetrics[VerbLabel.COUNT * Scope.COUNT * 2];
  }

  /** How much a request is about. */
  enum Scope {
    NONE(""),
    RESOURCE("resource"),
    NAMESPACE("namespace"),
    CLUSTER("cluster");

    static final int COUNT = 4;

    final String text;

    Scope(String text) {
      this.text = text;
    }

    static Scope of(RequestInfo info) {
      if (!info.isResource()) {
        return NONE;
      }
      if (!info.name().isEmpty() || info.verb() == Verb.CREATE) {
        return RESOURCE;
      }
      return info.namespace().isEmpty() ? CLUSTER : NAMESPACE;
    }
  }
}
