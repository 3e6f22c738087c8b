package dev.clusterregistry.apiserver.http;

/** Says that an answer cannot be given without waiting. Carries nothing; there is one instance. */
public final class WouldBlockException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("StaticAssignmentOfThrowable") // no state, no stack trace
  public static final WouldBlockException INSTANCE = new WouldBlockException();

  private WouldBlockException() {
    super(null, null, false, false);
  }
}
