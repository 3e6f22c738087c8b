package dev.clusterregistry.clusterregistry.aggregated;

import dev.clusterregistry.apiserver.auth.RequestHeaderOptions;
import dev.clusterregistry.clusterregistry.server.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the flags say about an aggregated server.
 *
 * @param strictSpec whether an unusable spec is an error instead of a warning
 */
public record AggregatedSettings(
    ServerSettings server,
    Authentication authentication,
    Authorization authorization,
    boolean strictSpec) {

  /**
   * What is null is not given.
   *
   * @param kubeconfig of the host that knows tokens; null for the cluster of this pod
   * @param skipLookup whether the host is not asked whom to believe
   * @param tolerateLookupFailure whether the server is ready also while it could not ask
   * @param remembered how long answers about tokens are used again
   * @param clientCaFile instead of what the host says
   * @param frontProxy instead of what the host says
   */
  public record Authentication(
      @Nullable Path kubeconfig,
      boolean skipLookup,
      boolean tolerateLookupFailure,
      Duration remembered,
      @Nullable Path clientCaFile,
      @Nullable RequestHeaderOptions frontProxy) {}

  /**
   * @param kubeconfig of the host that knows what users may do; null for the cluster of this pod
   * @param allowedRemembered how long answers that allow are used again
   * @param othersRemembered how long others are
   * @param alwaysAllowed paths for which nobody is asked
   */
  public record Authorization(
      @Nullable Path kubeconfig,
      Duration allowedRemembered,
      Duration othersRemembered,
      List<String> alwaysAllowed) {}
}
