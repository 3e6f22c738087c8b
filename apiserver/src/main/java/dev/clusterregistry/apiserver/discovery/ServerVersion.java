package dev.clusterregistry.apiserver.discovery;

/**
 * Which Kubernetes the server behaves like, and which build it is.
 *
 * @param gitVersion a semantic version that begins with the emulated Kubernetes version
 * @param buildDate RFC 3339
 */
public record ServerVersion(
    int major,
    int minor,
    String gitVersion,
    String gitCommit,
    String gitTreeState,
    String buildDate) {

  /** Kubernetes 1.36, built as said. */
  public static ServerVersion of(
      String productVersion, String gitCommit, String gitTreeState, String buildDate) {
    return new ServerVersion(
        1, 36, "v1.36.0+clusterregistry." + productVersion, gitCommit, gitTreeState, buildDate);
  }
}
