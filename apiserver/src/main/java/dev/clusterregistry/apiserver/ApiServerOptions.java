package dev.clusterregistry.apiserver;

import dev.clusterregistry.apiserver.auth.Authenticator;
import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.auth.BuiltInAuthorizer;
import dev.clusterregistry.apiserver.cache.CacheOptions;
import dev.clusterregistry.apiserver.discovery.ServerVersion;
import dev.clusterregistry.apiserver.http.HttpOptions;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.store.Store;
import java.time.Duration;
import java.util.List;

/**
 * What an {@link ApiServer} is made of.
 *
 * @param store opened and closed by whoever makes the server
 * @param http its request timeout is the longest that any request may take
 * @param readLimit how many requests that change nothing are worked on at once
 * @param writeLimit the same for those that change something
 * @param shutdownDelay how long a server that is asked to stop goes on serving while readyz fails
 *     already, so that load balancers notice
 * @param shortestWatch a watch that names no timeout lasts between this and twice this
 */
public record ApiServerOptions(
    List<Kind> kinds,
    Store store,
    CacheOptions cache,
    HttpOptions http,
    Authenticator authenticator,
    Authorizer authorizer,
    ServerVersion version,
    int readLimit,
    int writeLimit,
    Duration shutdownDelay,
    Duration shortestWatch) {

  /** kube-apiserver's limits, the built-in rules, no delay. */
  public static ApiServerOptions of(
      List<Kind> kinds,
      Store store,
      HttpOptions http,
      Authenticator authenticator,
      ServerVersion version) {
    return new ApiServerOptions(
        List.copyOf(kinds),
        store,
        CacheOptions.DEFAULT,
        http,
        authenticator,
        new BuiltInAuthorizer(),
        version,
        400,
        200,
        Duration.ZERO,
        Duration.ofMinutes(30));
  }

  public ApiServerOptions withCache(CacheOptions other) {
    return new ApiServerOptions(
        kinds,
        store,
        other,
        http,
        authenticator,
        authorizer,
        version,
        readLimit,
        writeLimit,
        shutdownDelay,
        shortestWatch);
  }

  public ApiServerOptions withLimits(int reads, int writes) {
    return new ApiServerOptions(
        kinds,
        store,
        cache,
        http,
        authenticator,
        authorizer,
        version,
        reads,
        writes,
        shutdownDelay,
        shortestWatch);
  }

  public ApiServerOptions withShutdownDelay(Duration delay) {
    return new ApiServerOptions(
        kinds,
        store,
        cache,
        http,
        authenticator,
        authorizer,
        version,
        readLimit,
        writeLimit,
        delay,
        shortestWatch);
  }

  public ApiServerOptions withShortestWatch(Duration shortest) {
    return new ApiServerOptions(
        kinds,
        store,
        cache,
        http,
        authenticator,
        authorizer,
        version,
        readLimit,
        writeLimit,
        shutdownDelay,
        shortest);
  }

  public ApiServerOptions withAuthorizer(Authorizer other) {
    return new ApiServerOptions(
        kinds,
        store,
        cache,
        http,
        authenticator,
        other,
        version,
        readLimit,
        writeLimit,
        shutdownDelay,
        shortestWatch);
  }
}
