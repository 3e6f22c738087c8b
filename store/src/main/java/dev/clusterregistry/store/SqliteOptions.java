package dev.clusterregistry.store;

import java.time.Duration;

/**
 * How an embedded store behaves.
 *
 * @param historyWindow how long superseded values and deletions are kept for watches to resume
 * @param historyRevisions the most revisions that are kept, however young
 * @param historyBytes the most bytes that history may take in the file, roughly
 * @param compactionInterval how often history is looked at
 * @param sinkPatience how long a live subscriber may take for a batch before it has to catch up by
 *     itself; see {@link ChangeSink}
 */
public record SqliteOptions(
    Duration historyWindow,
    long historyRevisions,
    long historyBytes,
    Duration compactionInterval,
    Duration sinkPatience) {

  public static SqliteOptions defaults() {
    return new SqliteOptions(
        Duration.ofMinutes(10), 500_000, 512L << 20, Duration.ofSeconds(5), Duration.ofMillis(100));
  }
}
