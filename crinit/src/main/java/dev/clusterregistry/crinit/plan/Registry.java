package dev.clusterregistry.crinit.plan;

import static dev.clusterregistry.crinit.object.ObjectKind.CLUSTER_ROLE;
import static dev.clusterregistry.crinit.object.ObjectKind.CLUSTER_ROLE_BINDING;
import static dev.clusterregistry.crinit.object.ObjectKind.DEPLOYMENT;
import static dev.clusterregistry.crinit.object.ObjectKind.NAMESPACE;
import static dev.clusterregistry.crinit.object.ObjectKind.PERSISTENT_VOLUME_CLAIM;
import static dev.clusterregistry.crinit.object.ObjectKind.POD_DISRUPTION_BUDGET;
import static dev.clusterregistry.crinit.object.ObjectKind.ROLE_BINDING;
import static dev.clusterregistry.crinit.object.ObjectKind.SECRET;
import static dev.clusterregistry.crinit.object.ObjectKind.SERVICE;
import static dev.clusterregistry.crinit.object.ObjectKind.SERVICE_ACCOUNT;

import dev.clusterregistry.crinit.object.ObjectKind;
import dev.clusterregistry.crinit.object.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One deployed registry, and what its objects are called.
 *
 * @param namespace in the host cluster
 */
public record Registry(String name, String namespace) {
  public static final String INSTANCE = "app.kubernetes.io/instance";
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String CRINIT = "crinit";

  /** Holds, on the Deployment, the flags that it was made with, as a JSON list. */
  public static final String FLAGS = "crinit.clusterregistry.k8s.io/flags";

  /** Holds, on the Deployment, the command that it was made with: standalone or aggregated. */
  public static final String MODE = "crinit.clusterregistry.k8s.io/mode";

  public static final String API_SERVICE = "v1alpha1.clusterregistry.k8s.io";
  public static final String GROUP = "clusterregistry.k8s.io";

  public Reference namespaceObject() {
    return new Reference(NAMESPACE, "", namespace);
  }

  public Reference service() {
    return in(SERVICE, name);
  }

  public Reference deployment() {
    return in(DEPLOYMENT, name + "-apiserver");
  }

  public Reference disruptionBudget() {
    return in(POD_DISRUPTION_BUDGET, name + "-apiserver");
  }

  /** What the server shows and believes: certificates, tokens, passwords. */
  public Reference credentials() {
    return in(SECRET, name + "-apiserver-credentials");
  }

  /** The certificate authority with its key; no pod mounts it. */
  public Reference authority() {
    return in(SECRET, name + "-apiserver-authority");
  }

  /** What the server shows to an etcd cluster. */
  public Reference etcdCredentials() {
    return in(SECRET, name + "-etcd-credentials");
  }

  public Reference etcdClaim() {
    return in(PERSISTENT_VOLUME_CLAIM, name + "-etcd-claim");
  }

  public Reference dataClaim() {
    return in(PERSISTENT_VOLUME_CLAIM, name + "-data-claim");
  }

  public Reference serviceAccount() {
    return in(SERVICE_ACCOUNT, "clusterregistry-k8s-io-apiserver");
  }

  public Reference delegatorBinding() {
    return everywhere(CLUSTER_ROLE_BINDING, GROUP + ":apiserver-auth-delegator");
  }

  public Reference readerBinding() {
    return new Reference(
        ROLE_BINDING, "kube-system", GROUP + ":extension-apiserver-authentication-reader");
  }

  public Reference viewRole() {
    return everywhere(CLUSTER_ROLE, GROUP + ":aggregate-to-view");
  }

  public Reference editRole() {
    return everywhere(CLUSTER_ROLE, GROUP + ":aggregate-to-edit");
  }

  public Reference apiService() {
    return everywhere(ObjectKind.API_SERVICE, API_SERVICE);
  }

  /** Of the first crinit, and those that Kubernetes recommends. */
  public Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("app", "clusterregistry");
    labels.put("app.kubernetes.io/component", "apiserver");
    labels.put(INSTANCE, name);
    labels.put(MANAGED_BY, CRINIT);
    labels.put("app.kubernetes.io/name", "clusterregistry");
    labels.put("app.kubernetes.io/part-of", "clusterregistry");
    return labels;
  }

  public Map<String, String> podLabels() {
    Map<String, String> labels = labels();
    labels.put("module", "clusterregistry-apiserver");
    return labels;
  }

  /** What tells this registry's pods from all others. */
  public Map<String, String> podSelector() {
    return Map.of("app", "clusterregistry", "module", "clusterregistry-apiserver", INSTANCE, name);
  }

  /** The names under which the service is known inside the host cluster. */
  public List<String> hosts() {
    return List.of(
        name,
        name + "." + namespace,
        name + "." + namespace + ".svc",
        name + "." + namespace + ".svc.cluster.local",
        "localhost",
        "127.0.0.1");
  }

  private Reference in(ObjectKind kind, String object) {
    return new Reference(kind, namespace, object);
  }

  private static Reference everywhere(ObjectKind kind, String object) {
    return new Reference(kind, "", object);
  }
}
