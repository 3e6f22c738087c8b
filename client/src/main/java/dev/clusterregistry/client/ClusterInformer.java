package dev.clusterregistry.client;

import dev.clusterregistry.client.v1alpha1.Cluster;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A copy of clusters that follows the server: one list and one watch for however many handlers and
 * readers share it. It goes on after lost connections and expired history by itself.
 */
public final class ClusterInformer implements AutoCloseable {
  private final SharedIndexInformer<Cluster> informer;
  private final ClusterLister lister;

  ClusterInformer(SharedIndexInformer<Cluster> informer) {
    this.informer =
        informer
            .removeNamespaceIndex()
            .addIndexers(ClusterIndex.all())
            .exceptionHandler((started, problem) -> started);
    this.lister = new ClusterLister(informer.getIndexer());
  }

  /**
   * Finds clusters by more than the name; before the start.
   *
   * @param values under which a cluster is found; none if it is not
   */
  public ClusterInformer withIndex(String name, Function<Cluster, List<String>> values) {
    informer.addIndexers(Map.of(name, values));
    return this;
  }

  /** Calls the handler for what is there, then for every change, in order, on one thread. */
  public ClusterInformer onChange(ResourceEventHandler<? super Cluster> handler) {
    informer.addEventHandler(handler);
    return this;
  }

  /**
   * The same; and says an update without a change of each object every so often, for handlers that
   * compare with a world outside.
   */
  public ClusterInformer onChange(
      ResourceEventHandler<? super Cluster> handler, Duration repeatedEvery) {
    informer.addEventHandlerWithResyncPeriod(handler, repeatedEvery.toMillis());
    return this;
  }

  /**
   * Returns when the lister knows what the server had.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if the first list fails
   */
  public ClusterInformer start() {
    informer.run();
    return this;
  }

  /** What is known now. */
  public ClusterLister lister() {
    return lister;
  }

  /** Whether the first list is complete. */
  public boolean synced() {
    return informer.hasSynced();
  }

  /** Completes when it has stopped. */
  public CompletionStage<Void> stopped() {
    return informer.stopped();
  }

  @Override
  public void close() {
    informer.close();
  }
}
