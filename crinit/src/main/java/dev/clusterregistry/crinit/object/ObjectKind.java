package dev.clusterregistry.crinit.object;

import org.jspecify.annotations.Nullable;

/** The kinds of objects that a registry is made of, in the order in which they are made. */
public enum ObjectKind {
  NAMESPACE("v1", "Namespace", "namespaces", false),
  SERVICE("v1", "Service", "services", true),
  SECRET("v1", "Secret", "secrets", true),
  PERSISTENT_VOLUME_CLAIM("v1", "PersistentVolumeClaim", "persistentvolumeclaims", true),
  SERVICE_ACCOUNT("v1", "ServiceAccount", "serviceaccounts", true),
  CLUSTER_ROLE("rbac.authorization.k8s.io/v1", "ClusterRole", "clusterroles", false),
  CLUSTER_ROLE_BINDING(
      "rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "clusterrolebindings", false),
  ROLE_BINDING("rbac.authorization.k8s.io/v1", "RoleBinding", "rolebindings", true),
  DEPLOYMENT("apps/v1", "Deployment", "deployments", true),
  POD_DISRUPTION_BUDGET("policy/v1", "PodDisruptionBudget", "poddisruptionbudgets", true),
  API_SERVICE("apiregistration.k8s.io/v1", "APIService", "apiservices", false),
  // What is only looked at.
  POD("v1", "Pod", "pods", true),
  NODE("v1", "Node", "nodes", false),
  EVENT("v1", "Event", "events", true),
  CONFIG_MAP("v1", "ConfigMap", "configmaps", true),
  STORAGE_CLASS("storage.k8s.io/v1", "StorageClass", "storageclasses", false),
  CUSTOM_RESOURCE_DEFINITION(
      "apiextensions.k8s.io/v1", "CustomResourceDefinition", "customresourcedefinitions", false);

  private final String apiVersion;
  private final String kind;
  private final String resource;
  private final boolean namespaced;

  ObjectKind(String apiVersion, String kind, String resource, boolean namespaced) {
    this.apiVersion = apiVersion;
    this.kind = kind;
    this.resource = resource;
    this.namespaced = namespaced;
  }

  public String apiVersion() {
    return apiVersion;
  }

  public String kind() {
    return kind;
  }

  public String resource() {
    return resource;
  }

  public boolean namespaced() {
    return namespaced;
  }

  /** Empty for the core group. */
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /**
   * The path of all objects of the kind.
   *
   * @param namespace null for those of all namespaces, or if they are in none
   */
  public String collection(@Nullable String namespace) {
    String root = (group().isEmpty() ? "/api/" : "/apis/") + apiVersion;
    return namespaced && namespace != null
        ? root + "/namespaces/" + namespace + "/" + resource
        : root + "/" + resource;
  }
}
