package dev.clusterregistry.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Hands every call on to another store: what a decorator changes, it overrides. */
public abstract class ForwardingStore implements Store {
  protected final Store store;

  protected ForwardingStore(Store store) {
    this.store = store;
  }

  @Override
  public WriteResult put(String key, byte[] value, long expectedRevision) {
    return store.put(key, value, expectedRevision);
  }

  @Override
  public WriteResult delete(String key, long expectedRevision) {
    return store.delete(key, expectedRevision);
  }

  @Override
  public Scan scan(String prefix) {
    return store.scan(prefix);
  }

  @Override
  public Scan scan(String prefix, long revision) {
    return store.scan(prefix, revision);
  }

  @Override
  public @Nullable Entry get(String key) {
    return store.get(key);
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
