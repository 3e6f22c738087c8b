package dev.clusterregistry.machinery.validation;

import dev.clusterregistry.machinery.json.GoQuote;
import java.math.BigDecimal;
import java.time.Duration;

/** Durations as Go writes them: {@code 34s}, {@code 1h30m}, {@code -1.5s}, {@code 0}. */
public final class GoDuration {
  private GoDuration() {}

  /**
   * Parses as {@code time.ParseDuration}.
   *
   * @throws IllegalArgumentException with Go's text
   */
  public static Duration parse(String text) {
    boolean negative = text.startsWith("-");
    String rest = negative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return Duration.ZERO;
    }
    if (rest.isEmpty()) {
      throw invalid(text);
    }
    BigDecimal nanoseconds = BigDecimal.ZERO;
    int position = 0;
    while (position < rest.length()) {
      int unit = skipNumber(rest, position);
      String number = rest.substring(position, unit);
      if (number.isEmpty() || number.equals(".")) {
        throw invalid(text);
      }
      position = unit;
      while (position < rest.length() && !isNumberPart(rest.charAt(position))) {
        position++;
      }
      nanoseconds =
          nanoseconds.add(amount(number).multiply(unit(rest.substring(unit, position), text)));
    }
    try {
      long total = nanoseconds.toBigInteger().longValueExact();
      return Duration.ofNanos(negative ? -total : total);
    } catch (ArithmeticException tooLong) {
      throw invalid(text);
    }
  }

  /** Behind digits and at most one dot. */
  private static int skipNumber(String text, int start) {
    int position = start;
    boolean dot = false;
    while (position < text.length() && isNumberPart(text.charAt(position))) {
      if (text.charAt(position) == '.') {
        if (dot) {
          return position;
        }
        dot = true;
      }
      position++;
    }
    return position;
  }

  private static boolean isNumberPart(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }

  private static BigDecimal amount(String number) {
    return new BigDecimal(number.startsWith(".") ? "0" + number : number);
  }

  private static BigDecimal unit(String unit, String text) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "ns" -> 1L;
          case "us", "\u00b5s", "\u03bcs" -> 1_000L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          case "" ->
              throw new IllegalArgumentException(
                  "time: missing unit in duration " + GoQuote.quote(text));
          default ->
              throw new IllegalArgumentException(
                  "time: unknown unit "
                      + GoQuote.quote(unit)
                      + " in duration "
                      + GoQuote.quote(text));
        });
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("time: invalid duration " + GoQuote.quote(text));
  }
}
