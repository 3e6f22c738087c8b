package dev.clusterregistry.crinit.host;

/** No answer came, however often the host was asked. The message says why. */
public final class UnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
