package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.store.NotWrittenException;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.UnknownOutcomeException;
import dev.clusterregistry.store.WriteResult;
import java.util.function.Supplier;

/**
 * Writes to the store and says in a Status what went wrong. A write of unknown outcome is never
 * tried again here: the client has to look first.
 */
final class StoreWriter {
  private static final int RETRY_AFTER_SECONDS = 1;

  private final Store store;

  StoreWriter(Store store) {
    this.store = store;
  }

  /**
   * @param expectedRevision 0 if the key must not exist
   * @throws StatusException 500 or 503
   */
  WriteResult put(String key, byte[] value, long expectedRevision) {
    return outcome(() -> store.put(key, value, expectedRevision));
  }

  /**
   * @throws StatusException 500 or 503
   */
  WriteResult delete(String key, long expectedRevision) {
    return outcome(() -> store.delete(key, expectedRevision));
  }

  private static WriteResult outcome(Supplier<WriteResult> write) {
    try {
      return write.get();
    } catch (NotWrittenException e) {
      throw Statuses.serviceUnavailable(
          "the write was not applied: " + e.getMessage(), RETRY_AFTER_SECONDS);
    } catch (UnknownOutcomeException e) {
      throw Statuses.internal("the write may have been applied: " + e.getMessage());
    }
  }
}
