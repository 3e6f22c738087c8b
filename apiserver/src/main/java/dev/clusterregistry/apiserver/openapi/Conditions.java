package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.apiserver.http.Headers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Conditional requests (RFC 9110, section 13), as far as reading one document needs them. */
final class Conditions {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Conditions() {}

  static String date(Instant time) {
    return HTTP_DATE.format(time);
  }

  /** Whether the client has the document already. A tag, if it sends one, outweighs a date. */
  static boolean unmodified(Headers request, String tag, Instant modified) {
    String tags = request.get("If-None-Match");
    if (tags != null) {
      return matches(tags, tag);
    }
    Instant since = instant(request.get("If-Modified-Since"));
    return since != null && !modified.truncatedTo(ChronoUnit.SECONDS).isAfter(since);
  }

  private static boolean matches(String tags, String tag) {
    for (String part : tags.split(",", -1)) {
      String candidate = part.strip();
      if (candidate.startsWith("W/")) {
        candidate = candidate.substring(2);
      }
      if (candidate.equals("*") || candidate.equals(tag)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Instant instant(@Nullable String date) {
    if (date == null) {
      return null;
    }
    try {
      return ZonedDateTime.parse(date.strip(), HTTP_DATE).toInstant();
    } catch (DateTimeParseException e) {
      return null; // as if it were not there
    }
  }
}
