package dev.clusterregistry.machinery.apply;

/** managedFields that cannot be understood; the message says why. */
public final class UndecodableFieldsException extends Exception {
  private static final long serialVersionUID = 1L;

  UndecodableFieldsException(String message) {
    super(message);
  }
}
