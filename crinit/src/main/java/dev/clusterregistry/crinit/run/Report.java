package dev.clusterregistry.crinit.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a registry is.
 *
 * @param mode standalone or aggregated; empty if it is not known
 * @param image what the server runs
 * @param version what the server says of itself; null if it does not answer
 * @param ready pods that are, of so many that should be
 * @param reachable whether it answers through the user's kubeconfig (standalone) or the host
 * @param why it does not; empty if it does
 * @param certificates when they expire
 * @param flags it was deployed with
 */
public record Report(
    String name,
    String namespace,
    String mode,
    String image,
    @Nullable String version,
    int ready,
    int replicas,
    String address,
    boolean reachable,
    String why,
    List<Expiry> certificates,
    List<String> flags) {

  /**
   * @param expires RFC 3339
   * @param days from now; below zero if it has expired
   */
  public record Expiry(String certificate, String expires, long days) {}

  public boolean isHealthy() {
    return reachable
        && ready >= replicas
        && certificates.stream().allMatch(certificate -> certificate.days() >= 0);
  }
}
