package dev.clusterregistry.apiserver.auth.cel;

/** An expression that has no value, or not one of the wanted type, for what it was given. */
public final class FailedExpressionException extends Exception {
  private static final long serialVersionUID = 1;

  FailedExpressionException(String message) {
    super(message, null, false, false);
  }
}
