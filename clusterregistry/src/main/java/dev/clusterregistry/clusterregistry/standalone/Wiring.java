package dev.clusterregistry.clusterregistry.standalone;

import dev.clusterregistry.apiserver.ApiServerOptions;
import dev.clusterregistry.apiserver.cache.CacheOptions;
import dev.clusterregistry.apiserver.discovery.ServerVersion;
import dev.clusterregistry.apiserver.http.HttpOptions;
import dev.clusterregistry.apiserver.http.TlsOptions;
import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.Version;
import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings.Limits;
import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings.Serving;
import dev.clusterregistry.kinds.Kinds;
import dev.clusterregistry.machinery.schema.InvalidKindException;
import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindReader;
import dev.clusterregistry.store.SqliteOptions;
import dev.clusterregistry.store.Store;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Turns settings into the options of the parts that a server is made of. */
final class Wiring {

  private Wiring() {}

  static SqliteOptions store(StandaloneSettings settings) {
    SqliteOptions defaults = SqliteOptions.defaults();
    return new SqliteOptions(
        settings.data().compactionWindow(),
        defaults.historyRevisions(),
        defaults.historyBytes(),
        defaults.compactionInterval(),
        defaults.sinkPatience());
  }

  /**
   * @throws ProgramException if a file that the settings name cannot be used
   */
  static ApiServerOptions api(
      StandaloneSettings settings, Store store, ServingCertificate certificate, TlsOptions tls) {
    Serving serving = settings.serving();
    Limits limits = settings.limits();
    HttpOptions http =
        HttpOptions.of(new InetSocketAddress(serving.bindAddress(), serving.port()), tls)
            .withMaxConcurrentStreams(limits.maxStreamsPerConnection());
    ApiServerOptions options =
        ApiServerOptions.of(
            kinds(settings),
            store,
            http.withRequestTimeout(limits.requestTimeout(), http.timeoutReply()),
            Authenticators.of(
                settings.authentication(),
                certificate.own().authorityFile(),
                new DataFolder(settings.data().folder())),
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

  private static CacheOptions cache(StandaloneSettings settings) {
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

  private static List<Kind> kinds(StandaloneSettings settings) {
    List<Kind> kinds = new ArrayList<>(Kinds.all(settings.strictSpec()));
    for (Path file : settings.kindFiles()) {
      Kind added = read(file);
      for (Kind kind : kinds) {
        if (kind.resourceName().equals(added.resourceName())) {
          throw new ProgramException(
              "kind file " + file + ": " + added.resourceName() + " is served already");
        }
      }
      kinds.add(added);
    }
    return kinds;
  }

  private static Kind read(Path file) {
    try {
      return new KindReader().read(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ProgramException("kind file cannot be read: " + PrivateFile.reason(e), e);
    } catch (InvalidKindException e) {
      throw new ProgramException("kind file " + e.getMessage(), e);
    }
  }
}
