package dev.clusterregistry.crinit.kubeconfig;

import org.jspecify.annotations.Nullable;

/**
 * A registry in a kubeconfig: a cluster, a user and a context of one name.
 *
 * @param server its URL
 * @param authority PEM in base64, as the next two
 * @param token null if there is none
 * @param password of a further user NAME-basic-auth; null if there is none
 * @param origin says where the registry is, for crinit itself; kept in the context
 */
public record Entry(
    String name,
    String server,
    String authority,
    String certificate,
    String key,
    @Nullable String token,
    @Nullable String password,
    Origin origin) {

  /**
   * @param hostContext the host cluster's context
   * @param mode standalone, aggregated or local
   */
  public record Origin(String mode, String hostContext, String namespace) {}

  static String basicAuthUser(String name) {
    return name + "-basic-auth";
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "Entry[" + name + " at " + server + "]";
  }
}
