package dev.clusterregistry.machinery.selector;

import org.jspecify.annotations.Nullable;

/** Go's {@code strconv.ParseInt(text, 10, 64)} where only success matters. */
final class WholeNumber {
  private WholeNumber() {}

  static @Nullable Long parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Long.parseLong takes the digits of every script; Go takes ASCII.
      if ((c < '0' || c > '9') && (i > 0 || (c != '-' && c != '+'))) {
        return null;
      }
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
