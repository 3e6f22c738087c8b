package dev.clusterregistry.crinit.plan;

import dev.clusterregistry.crinit.CrinitException;

/** How a Service lets callers in. */
public enum ServiceType {
  LOAD_BALANCER("LoadBalancer"),
  NODE_PORT("NodePort"),
  CLUSTER_IP("ClusterIP");

  private final String word;

  ServiceType(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static ServiceType of(String word) {
    for (ServiceType type : values()) {
      if (type.word.equals(word)) {
        return type;
      }
    }
    throw new CrinitException(
        "invalid api-server-service-type: "
            + word
            + ", should be either LoadBalancer, NodePort or ClusterIP");
  }
}
