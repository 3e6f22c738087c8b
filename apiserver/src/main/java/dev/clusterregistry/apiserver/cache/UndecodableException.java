package dev.clusterregistry.apiserver.cache;

/** A stored value that cannot be read as an object of its resource. */
public final class UndecodableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UndecodableException(String message) {
    super(message);
  }
}
