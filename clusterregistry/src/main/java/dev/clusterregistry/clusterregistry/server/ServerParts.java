package dev.clusterregistry.clusterregistry.server;

import dev.clusterregistry.apiserver.ApiServerOptions;
import dev.clusterregistry.apiserver.cache.CacheOptions;
import dev.clusterregistry.apiserver.discovery.ServerVersion;
import dev.clusterregistry.apiserver.http.HttpOptions;
import dev.clusterregistry.apiserver.http.TlsOptions;
import dev.clusterregistry.clusterregistry.Version;
import dev.clusterregistry.clusterregistry.server.ServerSettings.Data;
import dev.clusterregistry.clusterregistry.server.ServerSettings.Encryption;
import dev.clusterregistry.clusterregistry.server.ServerSettings.Limits;
import dev.clusterregistry.clusterregistry.server.ServerSettings.Serving;
import dev.clusterregistry.clusterregistry.storage.EncryptionFile;
import dev.clusterregistry.clusterregistry.storage.EncryptionFollower;
import dev.clusterregistry.store.SqliteOptions;
import dev.clusterregistry.store.SqliteStore;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.encryption.EncryptedStore;
import dev.clusterregistry.store.encryption.Seals;
import dev.clusterregistry.store.etcd.EtcdStore;
import java.net.InetSocketAddress;

/** Turns settings into the options of the parts that a server is made of. */
final class ServerParts {
  private ServerParts() {}

  /** The store in the data folder, or the one on etcd: then nothing of the folder is locked. */
  static Store store(ServerSettings settings, DataFolder folder) {
    Data data = settings.data();
    Encryption encryption = data.encryption();
    if (encryption == null) {
      return plain(data, folder);
    }
    Seals seals = EncryptionFile.read(encryption.file()); // before a store is made or locked
    Store plain = plain(data, folder);
    return encryption.followed()
        ? EncryptionFollower.follow(encryption.file(), plain)
        : new EncryptedStore(plain, seals);
  }

  private static Store plain(Data data, DataFolder folder) {
    if (data.etcd() != null) {
      return EtcdStore.open(data.etcd());
    }
    SqliteOptions defaults = SqliteOptions.defaults();
    return SqliteStore.open(
        folder.path(),
        new SqliteOptions(
            data.compactionWindow(),
            defaults.historyRevisions(),
            defaults.historyBytes(),
            defaults.compactionInterval(),
            defaults.sinkPatience()));
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
                .withShutdownDelay(serving.shutdownDelay())
                .withGoawayChance(limits.goawayChance()));
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
        settings.data().etcd() != null);
  }

  private static ServerVersion version() {
    Version version = Version.current();
    String treeState = version.commit().endsWith("-dirty") ? "dirty" : "clean";
    return ServerVersion.of(version.number(), version.commit(), treeState, version.date());
  }
}
