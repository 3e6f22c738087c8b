package dev.clusterregistry.examples.notifier;

import dev.clusterregistry.client.ClusterInformer;
import dev.clusterregistry.client.ClusterRegistryClient;
import dev.clusterregistry.client.Selection;
import dev.clusterregistry.client.v1alpha1.Cluster;
import dev.clusterregistry.client.v1alpha1.ClusterCondition;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns what happens to clusters into sentences. What is there at the start is no news. */
final class ClusterNotifier implements ResourceEventHandler<Cluster>, AutoCloseable {
  private final ClusterRegistryClient registry;
  private final Selection selection;
  private final Consumer<String> messages;
  private final ClusterInformer informer;
  private final Set<String> oldNews = new HashSet<>(); // filled before the informer's thread begins

  ClusterNotifier(ClusterRegistryClient registry, Selection selection, Consumer<String> messages) {
    this.registry = registry;
    this.selection = selection;
    this.messages = messages;
    this.informer = registry.clusters().informer(selection).onChange(this);
  }

  void start() {
    registry.clusters().list(selection).forEach(cluster -> oldNews.add(uid(cluster)));
    informer.start();
  }

  CompletionStage<Void> stopped() {
    return informer.stopped();
  }

  @Override
  public void onAdd(Cluster cluster) {
    if (!oldNews.remove(uid(cluster))) {
      messages.accept("Cluster " + name(cluster) + " was added.");
    }
  }

  @Override
  public void onUpdate(Cluster before, Cluster after) {
    if (!uid(before).equals(uid(after))) { // removed and added again while nobody looked
      onDelete(before, false);
      onAdd(after);
      return;
    }
    Map<String, ClusterCondition> old = conditions(before);
    conditions(after).forEach((type, condition) -> tell(after, old.remove(type), condition));
    old.keySet()
        .forEach(
            type ->
                messages.accept(
                    "Cluster " + name(after) + ": nobody reports " + type + " any more."));
  }

  private void tell(Cluster cluster, @Nullable ClusterCondition old, ClusterCondition now) {
    String before = old == null ? "unreported" : old.getStatus();
    if (!String.valueOf(now.getStatus()).equals(before)) {
      String why =
          now.getMessage() == null || now.getMessage().isEmpty() ? "" : ": " + now.getMessage();
      messages.accept(
          "Cluster %s: %s was %s and is %s%s."
              .formatted(name(cluster), now.getType(), before, now.getStatus(), why));
    }
  }

  @Override
  public void onDelete(Cluster cluster, boolean finalStateUnknown) {
    messages.accept("Cluster " + name(cluster) + " was removed.");
  }

  private static Map<String, ClusterCondition> conditions(Cluster cluster) {
    Map<String, ClusterCondition> byType = new TreeMap<>();
    if (cluster.getStatus() != null) {
      cluster
          .getStatus()
          .getConditions()
          .forEach(condition -> byType.put(String.valueOf(condition.getType()), condition));
    }
    return byType;
  }

  private static String name(Cluster cluster) {
    return cluster.getMetadata().getName();
  }

  private static String uid(Cluster cluster) {
    return cluster.getMetadata().getUid();
  }

  @Override
  public void close() {
    informer.close();
  }
}
