package dev.clusterregistry.apiserver.metrics;

import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.metrics.StoreMetrics.Operation;
import dev.clusterregistry.store.ChangeSink;
import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.Scan;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.StoreHealth;
import dev.clusterregistry.store.Subscription;
import dev.clusterregistry.store.WriteResult;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store of which every read and write is counted and timed, by resource. */
public final class MeasuredStore implements Store {
  private static final Operation SCAN_OF_ALL = new Operation("list", "", "");

  private final Store store;
  private final List<CachedResource> resources;
  private final StoreMetrics metrics;

  /**
   * @param resources by whose keys it is counted
   */
  public MeasuredStore(Store store, List<CachedResource> resources, ServerMetrics metrics) {
    this.store = store;
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

  @Override
  public Subscription watch(String prefix, long after, ChangeSink sink) {
    return store.watch(prefix, after, sink);
  }

  @Override
  public long head() {
    return store.head();
  }

  @Override
  public boolean tellsProgress() {
    return store.tellsProgress();
  }

  @Override
  public void hasten(long revision) {
    store.hasten(revision);
  }

  @Override
  public void compact(long revision) {
    store.compact(revision);
  }

  @Override
  public long compacted() {
    return store.compacted();
  }

  @Override
  public String identity() {
    return store.identity();
  }

  @Override
  public StoreHealth health() {
    return store.health();
  }

  @Override
  public long size() {
    return store.size();
  }

  @Override
  public void backup(Path target) {
    store.backup(target);
  }

  @Override
  public void close() {
    store.close();
  }
}
