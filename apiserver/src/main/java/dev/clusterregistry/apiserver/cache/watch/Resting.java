package dev.clusterregistry.apiserver.cache.watch;

/** Nothing to do by oneself. */
enum Resting implements Phase {
  /** Not yet opened, or over. */
  IDLE,
  /** A member of a class, which writes. */
  LIVE,
  /** Until a revision exists. */
  FUTURE,
  /** Until the history from before the start has been read. */
  HISTORY;

  @Override
  public boolean slice(Watcher watcher) {
    return false;
  }

  @Override
  public long sentUpTo(Watcher watcher) {
    return this == LIVE && !watcher.resource().drain() ? watcher.resource().revision() : BEHIND;
  }

  @Override
  public boolean hasWork() {
    return false;
  }
}
