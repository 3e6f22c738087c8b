package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.http.StreamSource;

/** All watches of a server. */
public final class Watches {

  private final WatchCache cache;

  public Watches(WatchCache cache) {
    this.cache = cache;
  }

  /** The stream of one watch. */
  public StreamSource watch(WatchRequest request) {
    if (cache.ready()) {
      throw new UnsupportedOperationException("soon");
    }
    return new StreamSource() {
      @Override
      public void opened(dev.clusterregistry.apiserver.http.StreamChannel channel) {}

      @Override
      public void writable() {}

      @Override
      public void closed() {}
    };
  }

  /** Ends all watches cleanly, and new ones at once. */
  public void shutdown() {}
}
