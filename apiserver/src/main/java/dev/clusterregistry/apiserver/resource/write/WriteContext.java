package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.request.Sources;
import dev.clusterregistry.apiserver.resource.read.Freshness;
import dev.clusterregistry.store.Store;

/** What every write needs of its surroundings. */
public final class WriteContext {
  private final StoreWriter store;
  private final Current current;
  private final Sources sources;

  public WriteContext(Store store, Freshness freshness, Sources sources) {
    this.store = new StoreWriter(store);
    this.current = new Current(freshness);
    this.sources = sources;
  }

  StoreWriter store() {
    return store;
  }

  Current current() {
    return current;
  }

  Sources sources() {
    return sources;
  }
}
