package dev.clusterregistry.machinery.status;

/** A resource's plural name in its group; prints as {@code clusters.clusterregistry.k8s.io}. */
public record GroupResource(String group, String resource) {
  @Override
  public String toString() {
    return group.isEmpty() ? resource : resource + "." + group;
  }
}
