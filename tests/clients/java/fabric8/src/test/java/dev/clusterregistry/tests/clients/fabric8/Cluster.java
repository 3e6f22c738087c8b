package dev.clusterregistry.tests.clients.fabric8;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kind as a user of the client would declare it; spec and status stay trees. */
@Group("clusterregistry.k8s.io")
@Version("v1alpha1")
public final class Cluster extends CustomResource<Map<String, Object>, Map<String, Object>> {
  private static final long serialVersionUID = 1;

  static Cluster named(String name, String address) {
    Cluster cluster = new Cluster();
    cluster.getMetadata().setName(name);
    cluster.setSpec(spec(address));
    return cluster;
  }

  static Map<String, Object> spec(String address) {
    return Map.of(
        "kubernetesApiEndpoints",
        Map.of(
            "serverEndpoints",
            List.of(Map.of("clientCIDR", "0.0.0.0/0", "serverAddress", address))));
  }

  static Map<String, Object> ready(String status) {
    return Map.of("conditions", List.of(Map.of("type", "Ready", "status", status)));
  }

  @Nullable String name() {
    return getMetadata().getName();
  }
}
