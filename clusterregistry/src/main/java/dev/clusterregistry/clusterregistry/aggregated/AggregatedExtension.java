package dev.clusterregistry.clusterregistry.aggregated;

import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.auth.delegation.HostTrustFeed;
import dev.clusterregistry.apiserver.health.HealthCheck;
import dev.clusterregistry.apiserver.local.Extension;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an aggregated server has beyond any other.
 *
 * @param needed has to have read something before the server is ready; null if nothing has
 */
record AggregatedExtension(Authorizer authorizer, @Nullable HostTrustFeed needed)
    implements Extension {

  @Override
  public List<HealthCheck> readiness() {
    return needed == null
        ? List.of()
        : List.of(HealthCheck.of("delegated-authentication", needed::missing));
  }

  /** The host knows. */
  @Override
  public boolean rightsAreStored() {
    return false;
  }
}
