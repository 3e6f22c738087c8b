package dev.clusterregistry.store;

/** A store call that failed. The message is one line that an operator can act on. */
public abstract sealed class StoreException extends RuntimeException
    permits NotWrittenException,
        UnknownOutcomeException,
        CompactedException,
        UnusableStoreException {
  private static final long serialVersionUID = 1L;

  StoreException(String message) {
    super(message);
  }

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
