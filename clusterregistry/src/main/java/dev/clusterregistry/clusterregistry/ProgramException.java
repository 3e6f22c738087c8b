package dev.clusterregistry.clusterregistry;

/** The program cannot go on. The message is one line that tells a user what to do about it. */
public final class ProgramException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ProgramException(String message) {
    super(message);
  }

  public ProgramException(String message, Throwable cause) {
    super(message, cause);
  }
}
