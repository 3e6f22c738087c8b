package dev.clusterregistry.clusterregistry.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/** Writes one line per event; key-value pairs become members, or {@code key=value} at the end. */
final class LineEncoder extends EncoderBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final byte[] NOTHING = {};

  private final LogFormat format;

  LineEncoder(LogFormat format) {
    this.format = format;
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    switch (format) {
      case TEXT -> text(line, event);
      case JSON -> json(line, event);
    }
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void text(StringBuilder line, ILoggingEvent event) {
    TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
    line.append(' ').append(event.getLevel()).append(' ').append(event.getFormattedMessage());
    for (KeyValuePair pair : pairs(event)) {
      line.append(' ').append(pair.key).append('=').append(pair.value);
    }
    if (event.getThrowableProxy() != null) {
      line.append('\n')
          .append(ThrowableProxyUtil.asString(event.getThrowableProxy()).stripTrailing());
    }
  }

  private static void json(StringBuilder line, ILoggingEvent event) {
    line.append("{\"ts\":\"");
    TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
    line.append("\",\"level\":\"").append(event.getLevel()).append('"');
    member(line, "logger", event.getLoggerName());
    member(line, "msg", event.getFormattedMessage());
    for (KeyValuePair pair : pairs(event)) {
      member(line, pair.key, String.valueOf(pair.value));
    }
    if (event.getThrowableProxy() != null) {
      member(line, "error", ThrowableProxyUtil.asString(event.getThrowableProxy()).stripTrailing());
    }
    line.append('}');
  }

  private static List<KeyValuePair> pairs(ILoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    return pairs == null ? List.of() : pairs;
  }

  private static void member(StringBuilder line, String name, String value) {
    line.append(",\"").append(name).append("\":\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> line.append("\\\"");
        case '\\' -> line.append("\\\\");
        case '\n' -> line.append("\\n");
        case '\t' -> line.append("\\t");
        default -> {
          if (c < ' ') {
            line.append("\\u00")
                .append(Character.forDigit(c >> 4, 16))
                .append(Character.forDigit(c & 15, 16));
          } else {
            line.append(c);
          }
        }
      }
    }
    line.append('"');
  }
}
