package dev.clusterregistry.apiserver.metrics;

import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.metrics.StoreMetrics.Operation;
import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.ForwardingStore;
import dev.clusterregistry.store.Scan;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.WriteResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store of which every read and write is counted and timed, by resource. */
public final class MeasuredStore extends ForwardingStore {
  private static final Operation SCAN_OF_ALL = new Operation("list", "", "");

  private final List<CachedResource> resources;
  private final StoreMetrics metrics;

  /**
   * @param resources by whose keys it is counted
   */
  public MeasuredStore(Store store, List<CachedResource> resources, ServerMetrics metrics) {
    super(store);
    this.resources = List.copyOf(resources);
    this.metrics = new StoreMetrics(metrics);
  }

  private Operation operation(String name, String key) {
    for (CachedResource resource : resources) {
      if (key.startsWith(resource.prefix())) {
        return new Operation(name, resource.group(), resource.plural());
      }
    }
    return new Operation(name, "", "");
  }

  @Override
  public WriteResult put(String key, byte[] value, long expectedRevision) {
    return metrics.measured(
        operation(expectedRevision == 0 ? "create" : "update", key),
        () -> store.put(key, value, expectedRevision));
  }

  @Override
  public WriteResult delete(String key, long expectedRevision) {
    return metrics.measured(operation("delete", key), () -> store.delete(key, expectedRevision));
  }

  @Override
  public @Nullable Entry get(String key) {
    @Nullable Entry[] found = new @Nullable Entry[1];
    metrics.measured(
        operation("get", key),
        () -> {
          found[0] = store.get(key);
          return found;
        });
    return found[0];
  }

  @Override
  public Scan scan(String prefix) {
    return metrics.measured(list(prefix), () -> store.scan(prefix));
  }

  @Override
  public Scan scan(String prefix, long revision) {
    return metrics.measured(list(prefix), () -> store.scan(prefix, revision));
  }

  private Operation list(String prefix) {
    return prefix.isEmpty() ? SCAN_OF_ALL : operation("list", prefix);
  }
}
