package dev.clusterregistry.machinery.validation;

import dev.clusterregistry.machinery.json.GoQuote;
import java.math.BigInteger;
import java.util.Locale;

/** How Kubernetes reads the values of query parameters. */
public final class QueryValues {
  private static final BigInteger MAXIMUM = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MINIMUM = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger UNSIGNED_MAXIMUM =
      BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  private QueryValues() {}

  /** Everything is true, nothing at all included, but {@code 0} and {@code false} in any case. */
  public static boolean isTrue(String value) {
    return !value.equals("0") && !value.toLowerCase(Locale.ROOT).equals("false");
  }

  /**
   * Parses as {@code strconv.ParseInt(text, 10, 64)}.
   *
   * @throws IllegalArgumentException with Go's text
   */
  public static long parseInt(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    if (!isDigits(signed ? text.substring(1) : text)) {
      throw bad("ParseInt", text, "invalid syntax");
    }
    if (text.length() < 19) {
      return Long.parseLong(text);
    }
    BigInteger value = new BigInteger(text);
    if (value.compareTo(MAXIMUM) > 0 || value.compareTo(MINIMUM) < 0) {
      throw bad("ParseInt", text, "value out of range");
    }
    return value.longValue();
  }

  /**
   * Parses as {@code strconv.ParseUint(text, 10, 64)}. Above {@link Long#MAX_VALUE}, which no
   * revision reaches, the answer is that maximum.
   *
   * @throws IllegalArgumentException with Go's text
   */
  public static long parseUint(String text) {
    if (!isDigits(text)) {
      throw bad("ParseUint", text, "invalid syntax");
    }
    if (text.length() < 19) {
      return Long.parseLong(text);
    }
    BigInteger value = new BigInteger(text);
    if (value.compareTo(UNSIGNED_MAXIMUM) > 0) {
      throw bad("ParseUint", text, "value out of range");
    }
    return value.min(MAXIMUM).longValue();
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static IllegalArgumentException bad(String function, String text, String why) {
    return new IllegalArgumentException(
        "strconv." + function + ": parsing " + GoQuote.quote(text) + ": " + why);
  }
}
