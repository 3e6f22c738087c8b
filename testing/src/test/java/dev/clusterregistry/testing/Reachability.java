package dev.clusterregistry.testing;

import dev.clusterregistry.client.ClusterInformer;
import dev.clusterregistry.client.ClusterRegistryClient;
import dev.clusterregistry.client.Selection;
import dev.clusterregistry.client.v1alpha1.Cluster;
import dev.clusterregistry.client.v1alpha1.ClusterCondition;
import dev.clusterregistry.client.v1alpha1.ClusterStatus;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.List;
import java.util.function.Predicate;

/** A controller as small as they come: reports of each cluster whether it has an address. */
final class Reachability implements ResourceEventHandler<Cluster>, AutoCloseable {
  static final String MANAGER = "reachability";
  static final String TYPE = "Reachable";

  private final ClusterRegistryClient registry;
  private final Predicate<Cluster> reachable;
  private final ClusterInformer informer;

  Reachability(ClusterRegistryClient registry, Predicate<Cluster> reachable) {
    this.registry = registry;
    this.reachable = reachable;
    this.informer = registry.clusters().informer(Selection.all()).onChange(this);
  }

  void start() {
    informer.start();
  }

  @Override
  public void onAdd(Cluster cluster) {
    report(cluster);
  }

  @Override
  public void onUpdate(Cluster before, Cluster cluster) {
    report(cluster);
  }

  @Override
  public void onDelete(Cluster cluster, boolean finalStateUnknown) {}

  private void report(Cluster cluster) {
    String status = reachable.test(cluster) ? "True" : "False";
    if (!status.equals(reported(cluster))) {
      registry
          .clusters()
          .applyStatus(
              Cluster.named(cluster.getMetadata().getName())
                  .withStatus(
                      new ClusterStatus()
                          .withConditions(
                              List.of(new ClusterCondition().withType(TYPE).withStatus(status)))),
              MANAGER);
    }
  }

  static String reported(Cluster cluster) {
    return cluster.getStatus() == null
        ? ""
        : cluster.getStatus().getConditions().stream()
            .filter(condition -> TYPE.equals(condition.getType()))
            .map(ClusterCondition::getStatus)
            .findFirst()
            .orElse("");
  }

  @Override
  public void close() {
    informer.close();
  }
}
