package dev.clusterregistry.apiserver.cache.watch;

/** What a watcher is doing between its opening and its end. Confined to the watcher's loop. */
sealed interface Phase
    permits InitialEvents, LogCatchUp, RingCursor, Resting, SightCursor, Forgotten {

  /** Not everything has been sent. */
  long BEHIND = -1;

  /**
   * Sends a slice; called when the channel is writable. Returns whether it wants another turn at
   * once.
   */
  boolean slice(Watcher watcher);

  /** Whether there is something to send as soon as the channel takes it. */
  boolean hasWork();

  /** There are new events; only followers are told. */
  default void woken() {}

  /** The revision up to which everything has been sent; {@link #BEHIND} if something is left. */
  default long sentUpTo(Watcher watcher) {
    return BEHIND;
  }

  /** The watcher is over or in another phase. */
  default void close() {}

  /** Whether the channel has been unwritable for so long that the phase must be given up. */
  default boolean isLost(Watcher watcher) {
    return false;
  }
}
