package dev.clusterregistry.store.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Which seals there are for which keys. The first rule that a key falls under holds for it; what
 * falls under none is stored as it is. Immutable.
 */
public record Seals(List<Rule> rules) {
  private static final byte[] ENCRYPTED = Seal.ENCRYPTED.getBytes(UTF_8);
  private static final List<Seal> PLAIN = List.of(new Seal.Plain());
  private static final int LONGEST_MARK = 300;

  /**
   * @param prefixes of the keys that it is for
   * @param seals the first is put on what is written; what is read may bear any of them
   */
  public record Rule(List<String> prefixes, List<Seal> seals) {
    public Rule {
      prefixes = List.copyOf(prefixes);
      seals = List.copyOf(seals);
      if (seals.isEmpty()) {
        throw new IllegalArgumentException("a rule needs a seal");
      }
    }

    private boolean covers(String key) {
      return prefixes.stream().anyMatch(key::startsWith);
    }
  }

  public Seals {
    rules = List.copyOf(rules);
  }

  /** What came out of a stored value. */
  public sealed interface Opened {
    /**
     * @param outdated whether it would be sealed differently now
     */
    record Value(byte[] value, boolean outdated) implements Opened {}

    /** In one line, with the names of the keys, never with a secret. */
    record Failure(String reason) implements Opened {}
  }

  /** The value as it is to be stored. */
  byte[] close(String key, byte[] value) {
    try {
      return of(key).getFirst().close(key.getBytes(UTF_8), value);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES", e);
    }
  }

  public Opened open(String key, byte[] stored) {
    List<Seal> seals = of(key);
    boolean encrypted = Seal.marked(stored, ENCRYPTED);
    List<String> tried = new ArrayList<>();
    for (Seal seal : seals) {
      boolean plain = seal instanceof Seal.Plain;
      if (plain == encrypted || !Seal.marked(stored, seal.mark())) {
        continue;
      }
      try {
        byte[] value = seal.open(key.getBytes(UTF_8), stored);
        return new Opened.Value(value, !Objects.equals(seal, seals.getFirst()));
      } catch (GeneralSecurityException e) {
        tried.add(seal.toString());
      }
    }
    return new Opened.Failure(reason(stored, encrypted, tried, seals));
  }

  private List<Seal> of(String key) {
    for (Rule rule : rules) {
      if (rule.covers(key)) {
        return rule.seals();
      }
    }
    return PLAIN;
  }

  private static String reason(
      byte[] stored, boolean encrypted, List<String> tried, List<Seal> seals) {
    if (!encrypted) {
      return "it is not encrypted, and the provider identity is not among those that it may be"
          + " read with: "
          + seals;
    }
    if (!tried.isEmpty()) {
      return "it is encrypted with "
          + describe(stored)
          + ", and the key of that name does not open it: it is another key, or the value is"
          + " damaged or was moved here from another key of the store";
    }
    return "it is encrypted with "
        + describe(stored)
        + ", which is not among the keys that it may be read with: "
        + seals;
  }

  /** How a stored value is sealed, by what it says of itself. */
  public static String describe(byte[] stored) {
    if (!Seal.marked(stored, ENCRYPTED)) {
      return "identity";
    }
    String text = new String(stored, 0, Math.min(stored.length, LONGEST_MARK), UTF_8);
    String[] parts = text.split(":", 6);
    return parts.length < 6 ? "an unknown provider" : parts[2] + " key \"" + parts[4] + "\"";
  }
}
