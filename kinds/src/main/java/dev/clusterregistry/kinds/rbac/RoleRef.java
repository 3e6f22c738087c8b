package dev.clusterregistry.kinds.rbac;

/**
 * The role whose rights a binding gives.
 *
 * @param kind Role or ClusterRole
 */
public record RoleRef(String group, String kind, String name) {

  public static RoleRef clusterRole(String name) {
    return new RoleRef(Rbac.GROUP, "ClusterRole", name);
  }
}
