package dev.clusterregistry.apiserver.cache.watch;

/** Ends a watcher that begins further back than what it may see is known. */
record Forgotten(long revision) implements Phase {

  @Override
  public boolean slice(Watcher watcher) {
    watcher.tooOld(revision, watcher.resource().log().floor());
    return false;
  }

  @Override
  public boolean hasWork() {
    return true;
  }
}
