package dev.clusterregistry.machinery.validation;

import java.util.random.RandomGenerator;

/**
 * Makes names out of {@code metadata.generateName}. As safe for threads as the source it is given.
 */
public final class NameGenerator {
  /** Letters and digits that do not spell words. */
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private static final int SUFFIX = 5;
  private static final int LONGEST_BASE = 63 - SUFFIX;

  private final RandomGenerator random;

  public NameGenerator(RandomGenerator random) {
    this.random = random;
  }

  /** The base, cut to 58 characters, and five random ones. */
  public String generate(String base) {
    StringBuilder name = new StringBuilder(63);
    name.append(base, 0, Math.min(base.length(), LONGEST_BASE));
    for (int i = 0; i < SUFFIX; i++) {
      name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return name.toString();
  }
}
