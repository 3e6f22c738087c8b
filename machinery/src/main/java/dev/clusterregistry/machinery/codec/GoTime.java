package dev.clusterregistry.machinery.codec;

import dev.clusterregistry.machinery.json.GoQuote;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;

/** Times of RFC 3339 as Go reads them and Kubernetes keeps them: UTC, seconds. */
final class GoTime {
  private static final String LAYOUT = "2006-01-02T15:04:05Z07:00";
  private static final String ZERO = "0001-01-01T00:00:00Z";

  private final String text;
  private int at;

  private GoTime(String text) {
    this.text = text;
  }

  /**
   * The same time in the form 2026-01-02T03:04:05Z; empty for Go's zero time.
   *
   * @throws DecodingException in the words of Go's time.Parse
   */
  static String canonical(String text) {
    String canonical = new GoTime(text).parse();
    return canonical.equals(ZERO) ? "" : canonical;
  }

  private String parse() {
    int year = number(4, "2006");
    literal('-', "-");
    int month = number(2, "01");
    check(month >= 1 && month <= 12, "month");
    literal('-', "-");
    int day = number(2, "02");
    literal('T', "T");
    int hour = number(2, "15");
    check(hour < 24, "hour");
    literal(':', ":");
    int minute = number(2, "04");
    check(minute < 60, "minute");
    literal(':', ":");
    int second = number(2, "05");
    check(second < 60, "second");
    skipFraction();
    int offset = offsetMinutes();
    if (at < text.length()) {
      throw failure(": extra text: " + GoQuote.quote(text.substring(at)));
    }
    check(day >= 1 && day <= YearMonth.of(year, month).lengthOfMonth(), "day");
    if (offset == 0 && text.length() == ZERO.length()) {
      return text;
    }
    LocalDateTime utc =
        LocalDate.of(year, month, day).atTime(hour, minute, second).minusMinutes(offset);
    check(utc.getYear() >= 0 && utc.getYear() <= 9999, "year");
    return format(utc);
  }

  private static String format(LocalDateTime time) {
    StringBuilder out = new StringBuilder(ZERO.length());
    digits(out, time.getYear(), 4).append('-');
    digits(out, time.getMonthValue(), 2).append('-');
    digits(out, time.getDayOfMonth(), 2).append('T');
    digits(out, time.getHour(), 2).append(':');
    digits(out, time.getMinute(), 2).append(':');
    return digits(out, time.getSecond(), 2).append('Z').toString();
  }

  private static StringBuilder digits(StringBuilder out, int value, int count) {
    String digits = Integer.toString(value);
    return out.repeat('0', count - digits.length()).append(digits);
  }

  private int number(int digits, String element) {
    int end = at + digits;
    if (end > text.length()) {
      throw cannotParse(element);
    }
    int value = 0;
    for (int i = at; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw cannotParse(element);
      }
      value = value * 10 + digit;
    }
    at = end;
    return value;
  }

  private void literal(char expected, String element) {
    if (at >= text.length() || text.charAt(at) != expected) {
      throw cannotParse(element);
    }
    at++;
  }

  private void skipFraction() {
    boolean point = at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',');
    if (!point || at + 1 == text.length() || !isDigit(text.charAt(at + 1))) {
      return;
    }
    at++;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private int offsetMinutes() {
    if (at < text.length() && text.charAt(at) == 'Z') {
      at++;
      return 0;
    }
    boolean signed = at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-');
    if (!signed || at + 6 > text.length() || text.charAt(at + 3) != ':') {
      throw cannotParse("Z07:00");
    }
    int start = at;
    at++;
    int hours = number(2, "Z07:00");
    at++;
    int minutes = number(2, "Z07:00");
    check(hours <= 24, "time zone offset hour");
    check(minutes < 60, "time zone offset minute");
    int offset = hours * 60 + minutes;
    return text.charAt(start) == '-' ? -offset : offset;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void check(boolean inRange, String what) {
    if (!inRange) {
      throw failure(": " + what + " out of range");
    }
  }

  private DecodingException cannotParse(String element) {
    return failure(
        " as "
            + GoQuote.quote(LAYOUT)
            + ": cannot parse "
            + GoQuote.quote(text.substring(at))
            + " as "
            + GoQuote.quote(element));
  }

  private DecodingException failure(String problem) {
    return new DecodingException("parsing time " + GoQuote.quote(text) + problem);
  }
}
