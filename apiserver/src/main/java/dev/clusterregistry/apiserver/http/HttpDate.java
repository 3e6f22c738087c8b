package dev.clusterregistry.apiserver.http;

import io.netty.util.AsciiString;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date header, formatted once a second. */
final class HttpDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private record Formatted(long second, AsciiString text) {}

  private static volatile Formatted last = new Formatted(0, AsciiString.EMPTY_STRING);

  private HttpDate() {}

  static AsciiString now() {
    long second = System.currentTimeMillis() / 1000;
    Formatted known = last;
    if (known.second != second) {
      known = new Formatted(second, new AsciiString(FORMAT.format(Instant.ofEpochSecond(second))));
      last = known;
    }
    return known.text;
  }
}
