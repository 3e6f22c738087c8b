package dev.clusterregistry.machinery.protobuf;

/** Bytes that are no message of the wanted type. The message is that of Go's generated code. */
public final class MalformedMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedMessageException(String message) {
    super(message, null, false, false);
  }
}
