package dev.clusterregistry.store;

/** The write may or may not have been applied. */
public final class UnknownOutcomeException extends StoreException {
  private static final long serialVersionUID = 1L;

  public UnknownOutcomeException(String message) {
    super(message);
  }

  public UnknownOutcomeException(String message, Throwable cause) {
    super(message, cause);
  }
}
