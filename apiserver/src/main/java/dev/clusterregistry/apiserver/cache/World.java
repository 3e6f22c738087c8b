package dev.clusterregistry.apiserver.cache;

/**
 * The state of every resource at one revision; consistent across kinds. Arrays are in the order of
 * the cache's resources and never change.
 *
 * @param pasts older states; the same instances until everything is loaded anew
 */
record World(long revision, Snapshot[] snapshots, Past[] pasts) {

  World at(long later) {
    Snapshot[] moved = new Snapshot[snapshots.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = snapshots[i].at(later);
    }
    return new World(later, moved, pasts);
  }
}
