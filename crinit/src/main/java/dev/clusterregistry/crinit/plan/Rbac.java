package dev.clusterregistry.crinit.plan;

import static dev.clusterregistry.crinit.object.Json.list;
import static dev.clusterregistry.crinit.object.Json.object;

import dev.clusterregistry.crinit.object.KubernetesObject;
import dev.clusterregistry.crinit.object.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an aggregated registry, and the users of clusters, may do on the host. */
final class Rbac {
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String AGGREGATE = RBAC + "/aggregate-to-";

  private Rbac() {}

  static List<KubernetesObject> objects(Registry registry, boolean userRoles) {
    List<KubernetesObject> objects = new ArrayList<>();
    objects.add(KubernetesObject.of(registry.serviceAccount(), registry.labels()));
    objects.add(
        binding(registry, registry.delegatorBinding(), "ClusterRole", "system:auth-delegator"));
    objects.add(
        binding(
            registry,
            registry.readerBinding(),
            "Role",
            "extension-apiserver-authentication-reader"));
    if (userRoles) {
      objects.add(
          role(registry, registry.viewRole(), List.of("view"), list("get", "list", "watch")));
      objects.add(
          role(
              registry,
              registry.editRole(),
              List.of("edit", "admin"),
              list("create", "update", "patch", "delete", "deletecollection")));
    }
    return objects;
  }

  private static KubernetesObject binding(
      Registry registry, Reference reference, String roleKind, String role) {
    return KubernetesObject.of(
        reference,
        registry.labels(),
        "roleRef",
        object("apiGroup", RBAC, "kind", roleKind, "name", role),
        "subjects",
        list(
            object(
                "kind",
                "ServiceAccount",
                "name",
                registry.serviceAccount().name(),
                "namespace",
                registry.namespace())));
  }

  /** A rule that the host's own roles take in by themselves. */
  private static KubernetesObject role(
      Registry registry, Reference reference, List<String> into, Object verbs) {
    Map<String, String> labels = registry.labels();
    into.forEach(name -> labels.put(AGGREGATE + name, "true"));
    return KubernetesObject.of(
        reference,
        labels,
        "rules",
        list(
            object(
                "apiGroups", list(Registry.GROUP), "resources", list("clusters"), "verbs", verbs)));
  }
}
