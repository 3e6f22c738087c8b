package dev.clusterregistry.crinit;

/** The images that are deployed unless flags name others. */
public final class Images {
  private static final String REGISTRY = "clusterregistry";
  private static final String ETCD = "registry.k8s.io/etcd:3.6.5-0";

  private Images() {}

  /** Of this tool's own version. */
  public static String registry() {
    return REGISTRY + ":" + Version.current().number();
  }

  public static String etcd() {
    return ETCD;
  }
}
