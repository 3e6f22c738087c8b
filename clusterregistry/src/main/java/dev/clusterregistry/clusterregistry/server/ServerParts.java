package dev.clusterregistry.clusterregistry.server;

import dev.clusterregistry.apiserver.ApiServerOptions;
import dev.clusterregistry.apiserver.cache.CacheOptions;
import dev.clusterregistry.apiserver.discovery.ServerVersion;
import dev.clusterregistry.apiserver.http.HttpOptions;
import dev.clusterregistry.apiserver.http.TlsOptions;
import dev.clusterregistry.clusterregistry.Version;
import dev.clusterregistry.clusterregistry.server.ServerSettings.Limits;
import dev.clusterregistry.clusterregistry.server.ServerSettings.Serving;
import dev.clusterregistry.store.SqliteOptions;
import dev.clusterregistry.store.Store;
import java.net.InetSocketAddress;

/** Turns settings into the options of the parts that a server is made of. */
final class ServerParts {
  private ServerParts() {}

  static SqliteOptions store(ServerSettings settings) {
    SqliteOptions defaults = SqliteOptions.defaults();
    return new SqliteOptions(
        settings.data().compactionWindow(),
        defaults.historyRevisions(),
        defaults.historyBytes(),
        defaults.compactionInterval(),
        defaults.sinkPatience());
  }

  /**
   * @throws dev.clusterregistry.clusterregistry.ProgramException if a file that the settings name
   *     cannot be used
   */
  static ApiServerOptions api(ServerSettings settings, Mode mode, Store store, TlsOptions tls) {
    Serving serving = settings.serving();
    Limits limits = settings.limits();
    HttpOptions http =
        HttpOptions.of(new InetSocketAddress(serving.bindAddress(), serving.port()), tls)
            .withMaxConcurrentStreams(limits.maxStreamsPerConnection());
    ApiServerOptions options =
        mode.api(
            store,
            http.withRequestTimeout(limits.requestTimeout(), http.timeoutReply()),
            version());
    return options
        .withCache(cache(settings))
        .withFlags(settings.flags())
        .withLimits(
            options
                .limits()
                .withInFlight(
                    unlimited(limits.maxRequests()), unlimited(limits.maxMutatingRequests()))
                .withShortestWatch(limits.minimumWatchTime())
                .withShutdownDelay(serving.shutdownDelay()));
  }

  private static int unlimited(int limit) {
    return limit == 0 ? Integer.MAX_VALUE : limit;
  }

  private static CacheOptions cache(ServerSettings settings) {
    CacheOptions defaults = CacheOptions.DEFAULT;
    return new CacheOptions(
        settings.data().historyBytes(),
        defaults.snapshotBytes(),
        defaults.derivedBytes(),
        defaults.tailChanges(),
        defaults.tailBytes(),
        defaults.headBlocks());
  }

  private static ServerVersion version() {
    Version version = Version.current();
    String treeState = version.commit().endsWith("-dirty") ? "dirty" : "clean";
    return ServerVersion.of(version.number(), version.commit(), treeState, version.date());
  }
}
