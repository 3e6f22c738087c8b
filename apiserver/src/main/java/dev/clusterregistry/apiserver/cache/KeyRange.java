package dev.clusterregistry.apiserver.cache;

import org.jspecify.annotations.Nullable;

/** Keys from {@code from} on and below {@code until}; null means to the end. */
public record KeyRange(String from, @Nullable String until) {
  public static final KeyRange ALL = new KeyRange("", null);

  /** All keys that start with the prefix, which ends in a slash. */
  public static KeyRange ofPrefix(String prefix) {
    char last = prefix.charAt(prefix.length() - 1);
    return new KeyRange(prefix, prefix.substring(0, prefix.length() - 1) + (char) (last + 1));
  }

  /** What of this range lies behind the key. */
  public KeyRange after(String key) {
    return new KeyRange(key + '\0', until);
  }

  /** What of this range lies up to the key, which is included. */
  public KeyRange through(String key) {
    return new KeyRange(from, key + '\0');
  }
}
