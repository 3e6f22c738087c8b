package dev.clusterregistry.apiserver;

import dev.clusterregistry.apiserver.auth.Authenticator;
import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.auth.BuiltInAuthorizer;
import dev.clusterregistry.apiserver.cache.CacheOptions;
import dev.clusterregistry.apiserver.discovery.ServerVersion;
import dev.clusterregistry.apiserver.http.HttpOptions;
import dev.clusterregistry.apiserver.local.Extension;
import dev.clusterregistry.apiserver.local.Inside;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.store.Store;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What an {@link ApiServer} is made of.
 *
 * @param store opened and closed by whoever makes the server
 * @param flags what the server was started with, to be shown to administrators; no secrets
 * @param http its request timeout is the longest that any request may take
 * @param documentsAtStart whether OpenAPI documents are made right after the start, so that nobody
 *     ever waits for them
 * @param extension made once, when what it needs of the server is there
 */
public record ApiServerOptions(
    List<Kind> kinds,
    Store store,
    CacheOptions cache,
    HttpOptions http,
    Authenticator authenticator,
    Function<Inside, Extension> extension,
    ServerVersion version,
    Map<String, String> flags,
    ServerLimits limits,
    boolean documentsAtStart) {

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
        inside -> Extension.of(new BuiltInAuthorizer()),
        version,
        Map.of(),
        ServerLimits.STANDARD,
        false);
  }

  public ApiServerOptions withCache(CacheOptions other) {
    return new ApiServerOptions(
        kinds,
        store,
        other,
        http,
        authenticator,
        extension,
        version,
        flags,
        limits,
        documentsAtStart);
  }

  public ApiServerOptions withAuthorizer(Authorizer other) {
    return withExtension(inside -> Extension.of(other));
  }

  public ApiServerOptions withExtension(Function<Inside, Extension> other) {
    return new ApiServerOptions(
        kinds, store, cache, http, authenticator, other, version, flags, limits, documentsAtStart);
  }

  public ApiServerOptions withLimits(ServerLimits other) {
    return new ApiServerOptions(
        kinds,
        store,
        cache,
        http,
        authenticator,
        extension,
        version,
        flags,
        other,
        documentsAtStart);
  }

  public ApiServerOptions withFlags(Map<String, String> other) {
    return new ApiServerOptions(
        kinds,
        store,
        cache,
        http,
        authenticator,
        extension,
        version,
        Map.copyOf(other),
        limits,
        documentsAtStart);
  }

  public ApiServerOptions withDocumentsAtStart() {
    return new ApiServerOptions(
        kinds, store, cache, http, authenticator, extension, version, flags, limits, true);
  }
}
