package dev.clusterregistry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.benchmarks.scenario.Cost;
import dev.clusterregistry.benchmarks.scenario.Figure;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Figure RATE =
      new Figure("get", 50_000, "/s", 80_000, true, new Cost(12.34, 3), "p50 1 ms");
  private static final Figure TIME = new Figure("list", 20, "ms", 30, false, null, "");

  private static String printed(Report report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aGoalIsShownWithItsVerdictAndTheCost() {
    assertThat(printed(new Report(List.of(RATE, TIME), List.of())).lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("50,000 /s", ">= 80,000", "MISSED", "12.3 us"),
            line -> assertThat(line).contains("20.00 ms", "<= 30.00", "ok"));
  }

  @Test
  void thePeersRatioSaysHowMuchBetterWeAre() {
    Figure slower = new Figure("get", 5_000, "/s", 80_000, true, null, "");
    Figure longer = new Figure("list", 100, "ms", 30, false, null, "");
    assertThat(printed(new Report(List.of(RATE, TIME), List.of(slower, longer))).lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("peer 5,000 /s, 10.0x"),
            line -> assertThat(line).contains("peer 100 ms, 5.0x"));
  }

  @Test
  void theFileHasEveryFigure() {
    assertThat(new Report(List.of(RATE, TIME), List.of()).json())
        .contains("\"name\" : \"get\"", "\"serverMicros\" : 12.34", "\"reached\" : false");
  }
}
