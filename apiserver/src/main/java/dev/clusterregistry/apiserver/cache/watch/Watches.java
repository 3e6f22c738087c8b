package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.http.StreamSource;

/** All watches of a server. */
public final class Watches {

  public Watches(WatchCache cache) {}

  /** The stream of one watch. */
  public StreamSource watch(WatchRequest request) {
    throw new UnsupportedOperationException("soon");
  }

  /** Ends all watches cleanly, and new ones at once. */
  public void shutdown() {}
}
