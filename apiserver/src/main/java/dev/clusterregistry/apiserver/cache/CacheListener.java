package dev.clusterregistry.apiserver.cache;

/** Is told, on the feed's thread, that the cache has moved. Must be quick. */
public interface CacheListener {

  /** There are new events. */
  void applied();

  /** Everything was loaded anew; positions and snapshots from before mean nothing any more. */
  void reset();

  /** History from before the start has become readable. */
  void historyLoaded();
}
