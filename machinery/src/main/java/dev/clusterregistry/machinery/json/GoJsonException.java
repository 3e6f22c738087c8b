package dev.clusterregistry.machinery.json;

/** A text that is no JSON; the message is Go's. */
public final class GoJsonException extends Exception {
  private static final long serialVersionUID = 1L;

  GoJsonException(String message) {
    super(message, null, false, false);
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
