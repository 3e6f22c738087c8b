package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.kinds.rbac.Role;
import dev.clusterregistry.kinds.rbac.RoleRef;
import dev.clusterregistry.machinery.json.GoQuote;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the role that a binding means.
 *
 * @param clusterRoles by name
 * @param roles by namespace and name with a slash between them
 */
record RoleFinder(Map<String, Role> clusterRoles, Map<String, Role> roles) {

  /**
   * @param namespace of the binding; empty for a ClusterRoleBinding
   */
  @Nullable Role find(RoleRef reference, String namespace) {
    return switch (reference.kind()) {
      case "ClusterRole" -> clusterRoles.get(reference.name());
      case "Role" -> roles.get(namespace + "/" + reference.name());
      default -> null;
    };
  }

  static String missing(RoleRef reference) {
    return switch (reference.kind()) {
      case "ClusterRole" -> notFound("clusterrole", reference.name());
      case "Role" -> notFound("role", reference.name());
      default -> "unsupported role reference kind: " + GoQuote.quote(reference.kind());
    };
  }

  private static String notFound(String resource, String name) {
    return resource + ".rbac.authorization.k8s.io " + GoQuote.quote(name) + " not found";
  }
}
