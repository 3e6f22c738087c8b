package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.KeyRange;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.cache.Walk;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The objects of one resource, each parsed once per revision. */
final class ParsedObjects<T> {
  private final CachedResource resource;
  private final Function<byte[], T> parser;
  private Map<String, Entry<T>> known = Map.of(); // guarded by a lock of the reader's
  private @Nullable Snapshot seen; // of the feed's thread

  private record Entry<T>(Frozen object, T value) {}

  ParsedObjects(CachedResource resource, Function<byte[], T> parser) {
    this.resource = resource;
    this.parser = parser;
  }

  CachedResource resource() {
    return resource;
  }

  /** Whether anything has changed since the last call. On the feed's thread. */
  boolean changed(Function<CachedResource, Snapshot> state) {
    Snapshot before = seen;
    Snapshot now = state.apply(resource);
    seen = now;
    return before == null || !now.sameObjectsAs(before);
  }

  /** Shows all in the order of their keys. */
  @SuppressWarnings("ReferenceEquality") // there is one frozen object per revision
  void read(Function<CachedResource, Snapshot> state, BiConsumer<Frozen, T> visitor) {
    Snapshot snapshot = state.apply(resource);
    Map<String, Entry<T>> next = HashMap.newHashMap(snapshot.size());
    Walk walk = snapshot.walk(KeyRange.ALL);
    while (walk.next()) {
      for (int i = walk.from(); i < walk.until(); i++) {
        Frozen object = walk.leaf().item(i);
        Entry<T> entry = known.get(object.key());
        if (entry == null || entry.object() != object) {
          entry = new Entry<>(object, parser.apply(object.json()));
        }
        next.put(object.key(), entry);
        visitor.accept(object, entry.value());
      }
    }
    known = next;
  }
}
