package dev.clusterregistry.clusterregistry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LineEncoderTest {

  private static LoggingEvent event(String message) {
    LoggingEvent event =
        new LoggingEvent(
            "x", new LoggerContext().getLogger("a.b"), Level.INFO, message, null, null);
    event.setInstant(Instant.parse("2026-11-22T12:00:00.123456Z"));
    event.addKeyValuePair(new KeyValuePair("port", 8443));
    return event;
  }

  private static String encode(LogFormat format, LoggingEvent event) {
    return new String(new LineEncoder(format).encode(event), StandardCharsets.UTF_8);
  }

  @Test
  void textIsOneLine() {
    assertThat(encode(LogFormat.TEXT, event("Serving")))
        .isEqualTo("2026-11-22T12:00:00.123Z INFO Serving port=8443\n");
  }

  @Test
  void jsonEscapesWhatMustBe() {
    assertThat(encode(LogFormat.JSON, event("a \"b\"\n\u0001é")))
        .isEqualTo(
            "{\"ts\":\"2026-11-22T12:00:00.123Z\",\"level\":\"INFO\",\"logger\":\"a.b\","
                + "\"msg\":\"a \\\"b\\\"\\n\\u0001é\",\"port\":\"8443\"}\n");
  }
}
