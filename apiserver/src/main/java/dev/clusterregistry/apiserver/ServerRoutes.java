package dev.clusterregistry.apiserver;

import dev.clusterregistry.apiserver.discovery.Discovery;
import dev.clusterregistry.apiserver.discovery.PathIndexEndpoint;
import dev.clusterregistry.apiserver.discovery.VersionEndpoint;
import dev.clusterregistry.apiserver.filter.Routes;
import dev.clusterregistry.apiserver.health.HealthCheck;
import dev.clusterregistry.apiserver.health.HealthEndpoint;
import dev.clusterregistry.apiserver.health.SingleCheckEndpoint;
import dev.clusterregistry.apiserver.metrics.MetricsEndpoint;
import dev.clusterregistry.apiserver.metrics.ServerMetrics;
import dev.clusterregistry.apiserver.openapi.OpenApi;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.Sources;
import dev.clusterregistry.apiserver.resource.ResourceHandler;
import dev.clusterregistry.apiserver.review.Reviews;
import dev.clusterregistry.apiserver.zpages.FlagzEndpoint;
import dev.clusterregistry.apiserver.zpages.StatuszEndpoint;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.Subresource;
import dev.clusterregistry.store.StoreHealth;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Puts together all that a server serves. */
final class ServerRoutes {
  private final ApiServerOptions options;
  private final BooleanSupplier loaded;
  private final BooleanSupplier stopping;
  private final ServerMetrics metrics;
  private final Reviews reviews;
  private final List<HealthCheck> readiness;
  private final OpenApi openApi;
  private final Routes routes = new Routes();

  ServerRoutes(
      ApiServerOptions options,
      BooleanSupplier loaded,
      BooleanSupplier stopping,
      ServerMetrics metrics,
      Reviews reviews,
      List<HealthCheck> readiness) {
    this.options = options;
    this.loaded = loaded;
    this.stopping = stopping;
    this.metrics = metrics;
    this.reviews = reviews;
    this.readiness = readiness;
    this.openApi =
        new OpenApi(options.kinds(), options.version().gitVersion(), Sources.system().clock());
  }

  /** Makes, now and for good, what is made when it is first asked for. */
  void prepareDocuments() {
    openApi.prepare();
  }

  Routes assemble(ResourceHandler resources) {
    for (Kind kind : options.kinds()) {
      for (KindVersion version : kind.servedVersions()) {
        addResource(kind, version, resources);
      }
    }
    Discovery.endpoints(options.kinds()).forEach(routes::path);
    openApi.endpoints().forEach(routes::path);
    routes.below("/openapi/v3/", openApi.below());
    addHealth();
    Endpoint version = new VersionEndpoint(options.version());
    routes.path("/version", version).path("/version/", version);
    routes.path("/metrics", new MetricsEndpoint(metrics));
    routes.path("/flagz", new FlagzEndpoint(options.flags()));
    List<String> paths = new ArrayList<>(routes.allPaths());
    paths.add("/statusz");
    Collections.sort(paths);
    routes.path("/statusz", new StatuszEndpoint(options.version(), paths, InstantSource.system()));
    Endpoint index = new PathIndexEndpoint(paths);
    routes.path("/", index).path("/index.html", index);
    return routes;
  }

  private void addResource(Kind kind, KindVersion version, ResourceHandler resources) {
    Endpoint endpoint = kind.options().stored() ? resources : reviews.endpoint(version);
    routes.resource(kind.group(), version.version(), kind.plural(), "", endpoint);
    for (Subresource part : version.subresources()) {
      routes.resource(kind.group(), version.version(), kind.plural(), part.path(), endpoint);
    }
  }

  private void addHealth() {
    List<HealthCheck> base =
        List.of(
            HealthCheck.always("ping"),
            HealthCheck.always("log"),
            new HealthCheck("etcd", "etcd", this::storeFailure));
    HealthCheck started =
        HealthCheck.of("poststarthook/generic-apiserver-start-informers", this::cacheFailure);
    List<HealthCheck> alive = new ArrayList<>(base);
    alive.add(started);
    List<HealthCheck> ready = new ArrayList<>(base);
    ready.add(new HealthCheck("etcd-readiness", "etcd", this::storeFailure));
    ready.add(HealthCheck.of("informer-sync", this::cacheFailure));
    ready.add(started);
    ready.addAll(readiness);
    ready.add(HealthCheck.of("shutdown", this::shutdownFailure));
    addRoot("healthz", alive);
    addRoot("livez", alive);
    addRoot("readyz", ready);
  }

  private void addRoot(String name, List<HealthCheck> checks) {
    routes.path("/" + name, new HealthEndpoint(name, checks));
    for (HealthCheck check : checks) {
      routes.path("/" + name + "/" + check.name(), new SingleCheckEndpoint(check));
    }
  }

  /** A store that cannot write any more still serves: readers would not be better off without. */
  private @Nullable String storeFailure() {
    StoreHealth health = options.store().health();
    if (health.readable()) {
      return null;
    }
    return health.reason() == null ? "the store cannot be read" : health.reason();
  }

  private @Nullable String cacheFailure() {
    return loaded.getAsBoolean() ? null : "not loaded yet";
  }

  private @Nullable String shutdownFailure() {
    return stopping.getAsBoolean() ? "process is shutting down" : null;
  }
}
