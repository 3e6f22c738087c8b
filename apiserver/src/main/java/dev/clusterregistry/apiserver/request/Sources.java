package dev.clusterregistry.apiserver.request;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Where time, ids and randomness come from: the one pair that a seeded simulation replaces.
 *
 * @param random must be safe for concurrent use
 */
public record Sources(InstantSource clock, RandomGenerator random) {
  private static final long VERSION_MASK = 0xffffffffffff0fffL;
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT_MASK = 0x3fffffffffffffffL;
  private static final long VARIANT_2 = 0x8000000000000000L;

  public static Sources system() {
    return new Sources(InstantSource.system(), new SecureRandom());
  }

  /** The present as objects hold it: in whole seconds. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** A random UUID, version 4. */
  public String uid() {
    long high = (random.nextLong() & VERSION_MASK) | VERSION_4;
    long low = (random.nextLong() & VARIANT_MASK) | VARIANT_2;
    return new UUID(high, low).toString();
  }
}
