package dev.clusterregistry.machinery.status;

/** A kind in its group; prints as {@code Cluster.clusterregistry.k8s.io}. */
public record GroupKind(String group, String kind) {
  @Override
  public String toString() {
    return group.isEmpty() ? kind : kind + "." + group;
  }
}
