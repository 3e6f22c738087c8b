package dev.clusterregistry.examples.kubeconfig;

import dev.clusterregistry.client.v1alpha1.Cluster;
import dev.clusterregistry.client.v1alpha1.KubernetesAPIEndpoints;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text of a kubeconfig with a cluster and a context for each registered cluster, all of the
 * cluster's name. Credentials are not in the registry: users of these names belong in a file beside
 * this one (KUBECONFIG=this:mine).
 */
final class Kubeconfig {
  private Kubeconfig() {}

  static String of(Collection<Cluster> registered) {
    List<Object> clusters = new ArrayList<>();
    List<Object> contexts = new ArrayList<>();
    for (Cluster cluster : registered) {
      KubernetesAPIEndpoints endpoints =
          cluster.getSpec() == null ? null : cluster.getSpec().getKubernetesApiEndpoints();
      String address = address(endpoints);
      if (endpoints != null && address != null) {
        String name = cluster.getMetadata().getName();
        clusters.add(Map.of("name", name, "cluster", access(address, endpoints.getCaBundle())));
        contexts.add(Map.of("name", name, "context", Map.of("cluster", name, "user", name)));
      }
    }
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("apiVersion", "v1");
    file.put("kind", "Config");
    file.put("clusters", clusters);
    file.put("contexts", contexts);
    return Serialization.asYaml(file);
  }

  /** The first one; a program that knows its own network chooses by clientCIDR. */
  private static @Nullable String address(@Nullable KubernetesAPIEndpoints endpoints) {
    return endpoints == null || endpoints.getServerEndpoints().isEmpty()
        ? null
        : endpoints.getServerEndpoints().get(0).getServerAddress();
  }

  private static Map<String, Object> access(String address, byte @Nullable [] caBundle) {
    Map<String, Object> access = new LinkedHashMap<>();
    access.put("server", "https://" + address);
    if (caBundle != null) {
      access.put("certificate-authority-data", Base64.getEncoder().encodeToString(caBundle));
    }
    return access;
  }
}
