package dev.clusterregistry.crinit.host;

/** The host has answered a request with an error. The message is the host's. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  RefusedException(int code, String message) {
    super(message);
    this.code = code;
  }

  /** The HTTP status. */
  public int code() {
    return code;
  }
}
