package dev.clusterregistry.crinit.certificate;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Secrets that nobody can guess. */
public final class Passwords {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 24;

  private Passwords() {}

  /** 192 random bits, as text without special characters. */
  public static String create() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
