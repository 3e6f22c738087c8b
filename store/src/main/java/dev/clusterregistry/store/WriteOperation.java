package dev.clusterregistry.store;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A compare-and-set on its way to the writer, and its caller who waits for the answer. */
final class WriteOperation {
  private final String key;
  private final byte @Nullable [] value;
  private final long expectedRevision;
  private final Thread caller = Thread.currentThread();

  /** A {@link WriteResult} or a {@link StoreException}. */
  private volatile @Nullable Object outcome;

  WriteOperation(String key, byte @Nullable [] value, long expectedRevision) {
    this.key = key;
    this.value = value;
    this.expectedRevision = expectedRevision;
  }

  String key() {
    return key;
  }

  /** The new value; null deletes. */
  byte @Nullable [] value() {
    return value;
  }

  long expectedRevision() {
    return expectedRevision;
  }

  int bytes() {
    byte[] bytes = value;
    return key.length() + (bytes == null ? 0 : bytes.length);
  }

  void complete(WriteResult result) {
    outcome = result;
    LockSupport.unpark(caller);
  }

  void fail(StoreException reason) {
    outcome = reason;
    LockSupport.unpark(caller);
  }

  /** Waits on the caller's thread, however often it is interrupted: the write is under way. */
  WriteResult await() {
    boolean interrupted = false;
    Object answer = outcome;
    while (answer == null) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
      answer = outcome;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (answer instanceof WriteResult result) {
      return result;
    }
    throw (StoreException) answer;
  }
}
