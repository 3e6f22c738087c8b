package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.store.Scan;
import dev.clusterregistry.store.Store;
import java.util.List;

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
      snapshots[i] =
          new SnapshotMaker(resources.get(i), scan.revision(), scan.entries())
              .first(options.historyBytes() / resources.size());
      pasts[i] = new Past(options.snapshotBytes() / snapshots.length);
    }
    return new World(scan.revision(), snapshots, pasts);
  }
}
