package dev.clusterregistry.examples.kubeconfig;

import dev.clusterregistry.client.ClusterInformer;
import dev.clusterregistry.client.ClusterRegistryClient;
import dev.clusterregistry.client.Selection;
import dev.clusterregistry.client.v1alpha1.Cluster;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * Writes the whole file anew after each change: what it says depends on nothing but the clusters.
 * Readers see the old file or the new one, never half of one.
 */
final class KubeconfigWriter implements ResourceEventHandler<Cluster>, AutoCloseable {
  private final Path file;
  private final ClusterInformer informer;
  private final Map<String, Cluster> clusters = new TreeMap<>(); // of the informer's thread

  KubeconfigWriter(ClusterRegistryClient registry, Selection selection, Path file) {
    this.file = file;
    this.informer = registry.clusters().informer(selection).onChange(this);
  }

  void start() {
    informer.start();
  }

  CompletionStage<Void> stopped() {
    return informer.stopped();
  }

  @Override
  public void onAdd(Cluster cluster) {
    clusters.put(cluster.getMetadata().getName(), cluster);
    write();
  }

  @Override
  public void onUpdate(Cluster before, Cluster cluster) {
    onAdd(cluster);
  }

  @Override
  public void onDelete(Cluster cluster, boolean finalStateUnknown) {
    clusters.remove(cluster.getMetadata().getName());
    write();
  }

  @Override
  public void onList(String resourceVersion, boolean nothing) {
    if (nothing) {
      write(); // no clusters are a state of the file too
    }
  }

  private void write() {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.deleteIfExists(next);
      Files.createFile(next, OnlyOwner.of(next));
      Files.writeString(next, Kubeconfig.of(clusters.values()), StandardOpenOption.WRITE);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  @Override
  public void close() {
    informer.close();
  }
}
