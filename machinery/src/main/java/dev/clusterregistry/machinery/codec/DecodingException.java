package dev.clusterregistry.machinery.codec;

/** Bytes or a tree that cannot become an object of a schema. The message is Kubernetes' own. */
public final class DecodingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DecodingException(String message) {
    super(message, null, false, false);
  }
}
