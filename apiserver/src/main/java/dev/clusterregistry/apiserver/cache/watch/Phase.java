package dev.clusterregistry.apiserver.cache.watch;

/** What a watcher is doing between its opening and its end. Confined to the watcher's loop. */
sealed interface Phase permits InitialEvents, LogCatchUp, RingCursor, Resting {

  /**
   * Sends a slice; called when the channel is writable. Returns whether it wants another turn at
   * once.
   */
  boolean slice(Watcher watcher);

  /** Whether there is something to send as soon as the channel takes it. */
  boolean hasWork();

  /** The watcher is over or in another phase. */
  default void close() {}

  /** Whether the channel has been unwritable for so long that the phase must be given up. */
  default boolean isLost(Watcher watcher) {
    return false;
  }
}
