package dev.clusterregistry.store;

/** The store cannot be opened or read: in use, foreign, newer, or corrupt. */
public final class UnusableStoreException extends StoreException {
  private static final long serialVersionUID = 1L;

  public UnusableStoreException(String message) {
    super(message);
  }

  public UnusableStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
