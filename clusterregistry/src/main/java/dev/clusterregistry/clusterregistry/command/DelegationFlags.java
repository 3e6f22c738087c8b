package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.apiserver.auth.RequestHeaderOptions;
import dev.clusterregistry.clusterregistry.aggregated.AggregatedSettings.Authentication;
import dev.clusterregistry.clusterregistry.aggregated.AggregatedSettings.Authorization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the host is asked who users are and what they may do. */
final class DelegationFlags {

  private static final String OPEN_PATHS = "/healthz,/readyz,/livez";

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "Says where the host is and who this server is there (default: the cluster and the service"
              + " account of this pod).")
  @Nullable Path kubeconfig;

  @Option(
      names = "--authentication-kubeconfig",
      paramLabel = "FILE",
      description =
          "The same, only for asking who users are: TokenReviews, and the ConfigMap"
              + " kube-system/extension-apiserver-authentication (default --kubeconfig).")
  @Nullable Path authenticationKubeconfig;

  @Option(
      names = "--authorization-kubeconfig",
      paramLabel = "FILE",
      description =
          "The same, only for asking what users may do: SubjectAccessReviews (default"
              + " --kubeconfig).")
  @Nullable Path authorizationKubeconfig;

  @Option(
      names = "--client-ca-file",
      paramLabel = "FILE",
      description =
          "Certificate authorities, PEM, whose client certificates are trusted: the common name is"
              + " the user, organizations are groups (default: what the ConfigMap says).")
  @Nullable Path clientCaFile;

  @Option(
      names = "--authentication-skip-lookup",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Do not read the ConfigMap: believe only authorities that flags name (default false).")
  boolean skipLookup;

  @Option(
      names = "--authentication-tolerate-lookup-failure",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Be ready even while the ConfigMap could not be read; requests with certificates are"
              + " anonymous until then (default false).")
  boolean tolerateLookupFailure;

  @Option(
      names = "--authentication-token-webhook-cache-ttl",
      paramLabel = "TIME",
      converter = DurationFlag.class,
      description = "How long answers about tokens are used again (default 10s).")
  Duration tokensRemembered = Duration.ofSeconds(10);

  @Option(
      names = "--authorization-webhook-cache-authorized-ttl",
      paramLabel = "TIME",
      converter = DurationFlag.class,
      description = "How long answers that allow are used again (default 10s).")
  Duration allowedRemembered = Duration.ofSeconds(10);

  @Option(
      names = "--authorization-webhook-cache-unauthorized-ttl",
      paramLabel = "TIME",
      converter = DurationFlag.class,
      description = "How long answers that do not allow are used again (default 10s).")
  Duration othersRemembered = Duration.ofSeconds(10);

  @Option(
      names = "--authorization-always-allow-paths",
      paramLabel = "PATH",
      split = ",",
      description =
          "Paths that everybody may ask for without the host being asked; a star at the end stands"
              + " for any rest. Objects are never among them (default "
              + OPEN_PATHS
              + "). Whoever is known may also read discovery, OpenAPI and the version.")
  List<String> openPaths = List.of(OPEN_PATHS.split(",", -1));

  /**
   * @param proxy null to believe the one that the host names
   */
  Authentication authentication(@Nullable RequestHeaderOptions proxy) {
    return new Authentication(
        authenticationKubeconfig == null ? kubeconfig : authenticationKubeconfig,
        skipLookup,
        tolerateLookupFailure,
        tokensRemembered,
        clientCaFile,
        proxy);
  }

  Authorization authorization() {
    return new Authorization(
        authorizationKubeconfig == null ? kubeconfig : authorizationKubeconfig,
        allowedRemembered,
        othersRemembered,
        openPaths.stream().filter(path -> !path.isEmpty()).toList());
  }
}
