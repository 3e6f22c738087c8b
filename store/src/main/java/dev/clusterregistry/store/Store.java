package dev.clusterregistry.store;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ordered map from keys to bytes whose every write gets the next revision of one counter.
 *
 * <p>Keys are compared by their UTF-8 bytes. Calls block; callers are virtual threads. A write that
 * returned {@link WriteResult.Committed} is durable and has been handed to every subscription. All
 * implementations pass one inherited contract test.
 */
public interface Store extends AutoCloseable {

  /**
   * The head of a store that was never written to, as in etcd: the first write gets the next one.
   * So no list, not even of an empty store, carries revision 0, which watches read as "any".
   */
  long INITIAL_REVISION = 1;

  /**
   * The most bytes that a value may have in every store, so that whatever one holds can be copied
   * to another. etcd takes no more.
   */
  int LARGEST_VALUE = 1_500_000;

  /**
   * Writes a value if the key's current revision is {@code expectedRevision}; 0 means that the key
   * must not exist.
   *
   * @throws NotWrittenException if the write was certainly not applied (queue full, disk full,
   *     closed)
   * @throws UnknownOutcomeException if it may or may not have been applied: the caller reads the
   *     key again
   */
  WriteResult put(String key, byte[] value, long expectedRevision);

  /**
   * Deletes the key if its current revision is {@code expectedRevision}. The deletion gets a
   * revision of its own.
   */
  WriteResult delete(String key, long expectedRevision);

  /**
   * Every current entry whose key starts with {@code prefix}, in key order, as of one revision that
   * is not above {@link #head}.
   *
   * @throws UnusableStoreException if it cannot be read, or while the outcome of the last write is
   *     unknown
   */
  Scan scan(String prefix);

  /**
   * The same as of exactly an earlier revision, not above {@link #head}.
   *
   * @throws CompactedException if that state is no longer known, or too much has changed since
   * @throws UnusableStoreException as {@link #scan(String)}
   */
  Scan scan(String prefix, long revision);

  /**
   * The key's current entry, as of every write acknowledged before this call; null if there is
   * none.
   */
  default @Nullable Entry get(String key) {
    List<Entry> found = scan(key).entries();
    return found.isEmpty() || !found.get(0).key().equals(key) ? null : found.get(0);
  }

  /**
   * Delivers every change under {@code prefix} with a revision above {@code after}, in order, each
   * exactly once: first what is already committed, then what is committed from now on. Delivery
   * starts before this call returns or soon after, on a thread of the store; if nothing is missing,
   * with {@link ChangeSink#progress}. The sink must not block for long.
   *
   * @throws CompactedException if changes above {@code after} have been compacted away
   */
  Subscription watch(String prefix, long after, ChangeSink sink);

  /**
   * The highest committed revision; linearizable: no later write gets a revision at or below an
   * earlier answer.
   */
  long head();

  /**
   * Whether subscriptions soon come to the head by themselves, also when the last revisions belong
   * to others who write to the same place. If not, a reader of the latest state does better to read
   * the store than to wait.
   */
  default boolean tellsProgress() {
    return true;
  }

  /** Makes subscriptions come to a revision up to the head soon, at whatever cost. */
  default void hasten(long revision) {}

  /**
   * Forgets history at or below {@code revision}; current entries stay. Idempotent and monotonic.
   */
  void compact(long revision);

  /** The revision up to which history has been compacted; a watch may start {@code after} it. */
  long compacted();

  /**
   * Names this store's history. It changes when a backup is restored; then no revision from before
   * may be trusted.
   */
  String identity();

  StoreHealth health();

  /** The bytes that the store takes up where it keeps everything, free space in it included. */
  long size();

  /** Writes a consistent, verified copy to {@code target} while serving. */
  void backup(Path target);

  @Override
  void close();
}
