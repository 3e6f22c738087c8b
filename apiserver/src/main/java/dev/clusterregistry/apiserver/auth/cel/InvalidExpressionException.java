package dev.clusterregistry.apiserver.auth.cel;

/** A source that is no expression, or not one of the wanted type. */
public final class InvalidExpressionException extends Exception {
  private static final long serialVersionUID = 1;

  InvalidExpressionException(String message) {
    super(message, null, false, false);
  }
}
