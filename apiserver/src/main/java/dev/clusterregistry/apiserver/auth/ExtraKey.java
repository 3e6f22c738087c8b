package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.request.PercentDecoding;
import java.util.Locale;

/** The key of a user's extra fact, as the end of a header's name gives it. */
final class ExtraKey {
  private ExtraKey() {}

  /** In lower case, and percent-decoded; one with a broken escape stays as it is. */
  static String of(String encoded) {
    String lower = encoded.toLowerCase(Locale.ROOT);
    String decoded = PercentDecoding.path(lower);
    return decoded == null ? lower : decoded;
  }
}
