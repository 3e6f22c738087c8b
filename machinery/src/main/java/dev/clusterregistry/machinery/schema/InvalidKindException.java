package dev.clusterregistry.machinery.schema;

/** A kind's YAML that cannot be used; the message says where and what was expected. */
public final class InvalidKindException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidKindException(String message) {
    super(message);
  }
}
