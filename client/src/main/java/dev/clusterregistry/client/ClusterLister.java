package dev.clusterregistry.client;

import dev.clusterregistry.client.v1alpha1.Cluster;
import io.fabric8.kubernetes.client.informers.cache.Indexer;
import java.util.List;
import java.util.Optional;

/**
 * Reads an informer's copy, without asking the server. The objects are shared: nobody may change
 * them.
 */
public final class ClusterLister {
  private final Indexer<Cluster> indexer;

  ClusterLister(Indexer<Cluster> indexer) {
    this.indexer = indexer;
  }

  /** A cluster by name, if the copy has it. */
  public Optional<Cluster> get(String name) {
    return Optional.ofNullable(indexer.getByKey(name));
  }

  /** All of them, in no order. */
  public List<Cluster> list() {
    return indexer.list();
  }

  /** Those that an index of the informer has under a value. */
  public List<Cluster> by(String index, String value) {
    return indexer.byIndex(index, value);
  }

  /** Those with a label. */
  public List<Cluster> byLabel(String name, String value) {
    return by(ClusterIndex.LABEL, name + "=" + value);
  }

  /** Those that are reached at an address, written as it is registered. */
  public List<Cluster> byServerAddress(String address) {
    return by(ClusterIndex.SERVER_ADDRESS, address);
  }

  /** Those that offer a way to authenticate, by its type's name. */
  public List<Cluster> byAuthProviderType(String type) {
    return by(ClusterIndex.AUTH_PROVIDER_TYPE, type);
  }
}
