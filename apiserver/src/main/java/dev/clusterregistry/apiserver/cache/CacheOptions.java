package dev.clusterregistry.apiserver.cache;

/**
 * What the cache may hold, in heap bytes.
 *
 * @param historyBytes events kept for watches to resume from
 * @param snapshotBytes older states kept for pages of lists and exact reads
 * @param derivedBytes remembered encodings and compressed blocks
 * @param tailChanges how many changes from before the start are read back into the history
 * @param tailBytes and how many bytes of them
 * @param headBlocks the store's head() takes a round trip, so that a fresh read never happens on an
 *     event loop
 */
public record CacheOptions(
    long historyBytes,
    long snapshotBytes,
    long derivedBytes,
    int tailChanges,
    long tailBytes,
    boolean headBlocks) {
  private static final long MIB = 1 << 20;

  public static final CacheOptions DEFAULT =
      new CacheOptions(64 * MIB, 24 * MIB, 48 * MIB, 5_000, 8 * MIB, false);
}
