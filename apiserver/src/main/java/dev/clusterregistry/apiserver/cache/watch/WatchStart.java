package dev.clusterregistry.apiserver.cache.watch;

import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.cache.Snapshot;

/** Where a watch begins. */
public sealed interface WatchStart {

  /** All and only events above a revision, which may be in the future. */
  record After(CachedResource resource, long revision) implements WatchStart {}

  /**
   * An ADDED event for every object of a snapshot, then what happened since.
   *
   * @param endBookmark marks the end of the initial events by a bookmark
   */
  record Initial(Snapshot snapshot, boolean endBookmark) implements WatchStart {}
}
