package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.Scan;
import dev.clusterregistry.store.Store;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads every current object out of the store, at one revision. */
final class WorldLoader {
  private final Store store;
  private final List<CachedResource> resources;
  private final CacheOptions options;

  WorldLoader(Store store, List<CachedResource> resources, CacheOptions options) {
    this.store = store;
    this.resources = resources;
    this.options = options;
  }

  World load() {
    Scan scan = store.scan("");
    Snapshot[] snapshots = new Snapshot[resources.size()];
    Past[] pasts = new Past[resources.size()];
    for (int i = 0; i < snapshots.length; i++) {
      snapshots[i] = snapshot(resources.get(i), scan);
      pasts[i] = new Past(options.snapshotBytes() / snapshots.length);
    }
    return new World(scan.revision(), snapshots, pasts);
  }

  private Snapshot snapshot(CachedResource resource, Scan scan) {
    List<Entry> entries = part(scan.entries(), resource.prefix());
    @Nullable Object[] made = new @Nullable Object[entries.size()];
    Arrays.parallelSetAll(made, i -> frozenOrReason(resource, entries.get(i)));
    LabelPool labels = new LabelPool();
    List<Frozen> objects = new ArrayList<>(made.length);
    Map<String, String> broken = new TreeMap<>();
    for (int i = 0; i < made.length; i++) {
      if (made[i] instanceof Frozen object) {
        objects.add(labels.shared(object));
      } else {
        broken.put(entries.get(i).key(), String.valueOf(made[i]));
      }
    }
    EventLog log = new EventLog(options.historyBytes() / resources.size(), scan.revision());
    return new Snapshot(
        resource, scan.revision(), FrozenTree.of(objects), Map.copyOf(broken), log, log.end());
  }

  private static Object frozenOrReason(CachedResource resource, Entry entry) {
    try {
      return resource.freezer().freeze(entry.key(), entry.value(), entry.revision());
    } catch (UndecodableException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static List<Entry> part(List<Entry> entries, String prefix) {
    List<Entry> part = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.key().startsWith(prefix)) {
        part.add(entry);
      }
    }
    return part;
  }
}
