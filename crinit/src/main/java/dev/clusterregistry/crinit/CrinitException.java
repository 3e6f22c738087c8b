package dev.clusterregistry.crinit;

import org.jspecify.annotations.Nullable;

/** The tool cannot go on. The message tells a user what is wrong, and what to do about it. */
public final class CrinitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CrinitException(String message) {
    super(message);
  }

  public CrinitException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
