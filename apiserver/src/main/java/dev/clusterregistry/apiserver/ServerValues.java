package dev.clusterregistry.apiserver;

import dev.clusterregistry.apiserver.cache.CacheMetrics;
import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.discovery.ServerVersion;
import dev.clusterregistry.apiserver.filter.InFlightFilter;
import dev.clusterregistry.apiserver.http.TransportListener;
import dev.clusterregistry.apiserver.metrics.ServerMetrics;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Connects to the metrics what the parts of the server count for themselves. */
final class ServerValues {
  private static final String[] GROUP_RESOURCE = {"group", "resource"};

  private final ServerMetrics metrics;

  ServerValues(ServerMetrics metrics) {
    this.metrics = metrics;
  }

  void addInFlight(InFlightFilter limits) {
    metrics.values(
        "apiserver_current_inflight_requests",
        "Requests that are being worked on now, long-running ones left out.",
        "request_kind",
        values -> {
          values.add("readOnly", limits.readsInFlight());
          values.add("mutating", limits.writesInFlight());
        });
  }

  void addBuild(ServerVersion version) {
    metrics.values(
        "kubernetes_build_info",
        "The version that is running; always 1.",
        new String[] {"major", "minor", "git_version", "git_commit", "build_date"},
        values ->
            values.add(
                1,
                Integer.toString(version.major()),
                Integer.toString(version.minor()),
                version.gitVersion(),
                version.gitCommit(),
                version.buildDate()));
  }

  void addStore(Store store) {
    metrics.values(
        "apiserver_storage_size_bytes",
        "Size of the storage database file physically allocated in bytes.",
        "storage_cluster_id",
        values -> values.add(store.identity(), (double) store.size()));
  }

  void addCache(List<Kind> kinds, WatchCache cache) {
    metrics.values(
        "apiserver_storage_objects",
        "Stored objects.",
        "resource",
        values -> {
          for (CachedResource resource : cache.resources()) {
            values.add(resource.name(), objects(cache, resource));
          }
        });
    metrics.values(
        "apiserver_resource_objects",
        "Stored objects.",
        GROUP_RESOURCE,
        values -> eachKind(kinds, cache, values, resource -> objects(cache, resource)));
    count(
        "apiserver_watch_cache_events_received_total",
        "Changes that came from the store.",
        kinds,
        cache,
        counters -> (double) counters.eventsReceived.sum());
    count(
        "apiserver_storage_events_received_total",
        "Changes that came from the store.",
        kinds,
        cache,
        counters -> (double) counters.eventsReceived.sum());
    count(
        "apiserver_watch_cache_events_dispatched_total",
        "Events sent to watchers, once for each.",
        kinds,
        cache,
        counters -> (double) counters.eventsDispatched.sum());
    count(
        "apiserver_init_events_total",
        "Objects sent as initial events of watches.",
        kinds,
        cache,
        counters -> (double) counters.initialEvents.sum());
    count(
        "apiserver_terminated_watchers_total",
        "Watchers ended because they were too slow.",
        kinds,
        cache,
        counters -> (double) counters.watchersTerminated.sum());
    count(
        "apiserver_storage_decode_errors_total",
        "Stored values that could not be read as objects.",
        kinds,
        cache,
        counters -> (double) counters.undecodable.sum());
    metrics.counts(
        "apiserver_watch_events_total",
        "Events sent to watchers, once for each.",
        new String[] {"group", "version", "resource"},
        values -> {
          for (Kind kind : kinds) {
            values.add(
                (double) cache.metrics(resourceOf(kind, cache)).eventsDispatched.sum(),
                kind.group(),
                kind.storageVersion().version(),
                kind.plural());
          }
        });
    metrics.value(
        "apiserver_watch_cache_resource_version",
        "The revision that reads from the cache have reached.",
        () -> (double) cache.revision());
  }

  private void count(
      String name,
      String help,
      List<Kind> kinds,
      WatchCache cache,
      ToDoubleFunction<CacheMetrics> value) {
    metrics.counts(
        name,
        help,
        GROUP_RESOURCE,
        values ->
            eachKind(
                kinds, cache, values, resource -> value.applyAsDouble(cache.metrics(resource))));
  }

  private static void eachKind(
      List<Kind> kinds,
      WatchCache cache,
      ServerMetrics.LabelledValues values,
      ToDoubleFunction<CachedResource> value) {
    for (Kind kind : kinds) {
      values.add(value.applyAsDouble(resourceOf(kind, cache)), kind.group(), kind.plural());
    }
  }

  private static CachedResource resourceOf(Kind kind, WatchCache cache) {
    for (CachedResource resource : cache.resources()) {
      if (resource.name().equals(kind.resourceName())) {
        return resource;
      }
    }
    throw new IllegalStateException(kind + " is not cached");
  }

  private static double objects(WatchCache cache, CachedResource resource) {
    return cache.ready() ? cache.current(resource).size() : 0;
  }

  void addCertificate(Supplier<Instant> expires) {
    metrics.value(
        "apiserver_serving_certificate_expiration_timestamp_seconds",
        "When the certificate that new connections are shown expires, in seconds since 1970.",
        () -> (double) expires.get().getEpochSecond());
  }

  /** Counts what happens on the wire. */
  TransportListener transport() {
    LongAdder failedHandshakes = new LongAdder();
    LongAdder opened = new LongAdder();
    LongAdder closed = new LongAdder();
    metrics.count(
        "apiserver_tls_handshake_errors_total",
        "TLS handshakes that failed.",
        () -> (double) failedHandshakes.sum());
    metrics.value(
        "apiserver_open_connections",
        "Connections that are open now.",
        () -> (double) (opened.sum() - closed.sum()));
    return new TransportListener() {
      @Override
      public void handshakeFailed() {
        failedHandshakes.increment();
      }

      @Override
      public void connectionOpened() {
        opened.increment();
      }

      @Override
      public void connectionClosed() {
        closed.increment();
      }
    };
  }
}
