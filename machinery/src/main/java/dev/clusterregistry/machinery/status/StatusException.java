package dev.clusterregistry.machinery.status;

/** A request that failed for a reason the client should read. Carries no stack trace. */
public final class StatusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Status status;

  public StatusException(Status status) {
    super(status.message(), null, false, false);
    this.status = status;
  }

  public Status status() {
    return status;
  }
}
