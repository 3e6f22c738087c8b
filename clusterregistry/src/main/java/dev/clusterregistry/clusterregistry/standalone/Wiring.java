package dev.clusterregistry.clusterregistry.standalone;

import dev.clusterregistry.apiserver.ApiServerOptions;
import dev.clusterregistry.apiserver.auth.webhook.WebhookAuthorizer;
import dev.clusterregistry.apiserver.cache.CacheOptions;
import dev.clusterregistry.apiserver.discovery.ServerVersion;
import dev.clusterregistry.apiserver.http.HttpOptions;
import dev.clusterregistry.apiserver.http.TlsOptions;
import dev.clusterregistry.apiserver.webhook.Kubeconfig;
import dev.clusterregistry.apiserver.webhook.WebhookClient;
import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.Version;
import dev.clusterregistry.clusterregistry.standalone.StandaloneSettings.AccessWebhook;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns settings into the options of the parts that a server is made of. */
final class Wiring {
  private static final Duration WEBHOOK_TIMEOUT = Duration.ofSeconds(10);

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
    WebhookAuthorizer webhook = webhook(settings.authorization().webhook());
    List<AuthorizationMode> modes = settings.authorization().modes();
    return options
        .withExtension(inside -> new StandaloneExtension(inside, modes, webhook))
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

  private static @Nullable WebhookAuthorizer webhook(@Nullable AccessWebhook settings) {
    if (settings == null) {
      return null;
    }
    try {
      return new WebhookAuthorizer(
          new WebhookClient(Kubeconfig.read(settings.config()), WEBHOOK_TIMEOUT),
          settings.version(),
          new WebhookAuthorizer.Memory(settings.allowedRemembered(), settings.othersRemembered()),
          InstantSource.system());
    } catch (IOException e) {
      throw new ProgramException(
          "the authorization webhook cannot be used: " + PrivateFile.reason(e), e);
    }
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
    List<Kind> kinds = new ArrayList<>(Kinds.registry(settings.strictSpec()));
    kinds.addAll(Kinds.standalone());
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
