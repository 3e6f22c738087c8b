package dev.clusterregistry.crinit.object;

/**
 * Which object is meant.
 *
 * @param namespace empty if the kind is in none
 */
public record Reference(ObjectKind kind, String namespace, String name) {

  public String path() {
    return kind.collection(namespace) + "/" + name;
  }

  /** As Kubernetes names objects in messages: services "foo" in namespace "bar". */
  @Override
  public String toString() {
    String where = kind.namespaced() ? " in namespace \"" + namespace + "\"" : "";
    return kind.resource() + " \"" + name + "\"" + where;
  }
}
