package dev.clusterregistry.kinds.rbac;

/**
 * To whom a binding gives rights.
 *
 * @param kind User, Group or ServiceAccount
 * @param namespace of a service account; empty for the binding's own
 */
public record Subject(String kind, String group, String name, String namespace) {

  public static Subject group(String name) {
    return new Subject("Group", Rbac.GROUP, name, "");
  }
}
