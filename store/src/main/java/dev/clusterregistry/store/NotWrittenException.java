package dev.clusterregistry.store;

/** The write was certainly not applied; it may be tried again. */
public final class NotWrittenException extends StoreException {
  private static final long serialVersionUID = 1L;

  public NotWrittenException(String message) {
    super(message);
  }

  public NotWrittenException(String message, Throwable cause) {
    super(message, cause);
  }
}
