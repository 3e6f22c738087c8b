package dev.clusterregistry.clusterregistry;

import org.jspecify.annotations.Nullable;

/** The program cannot go on. The message is one line that tells a user what to do about it. */
public final class ProgramException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ProgramException(String message) {
    super(message);
  }

  public ProgramException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
