package dev.clusterregistry.clusterregistry.command;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as Go's flags do: 250ms, 1m30s, 1h. Negative ones are refused. */
final class GoDuration implements ITypeConverter<Duration> {
  private static final Pattern PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h)");

  @Override
  public Duration convert(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher part = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (part.lookingAt()) {
      BigDecimal nanos =
          new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanosIn(part.group(2))));
      sum = sum.plusNanos(nanos.setScale(0, RoundingMode.DOWN).longValue());
      end = part.end();
      part.region(end, text.length());
    }
    if (end == 0 || end < text.length()) {
      throw new TypeConversionException(
          "'" + text + "' is not a duration such as 500ms, 30s, 1m30s or 2h");
    }
    return sum;
  }

  private static long nanosIn(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us", "µs" -> 1_000;
      case "ms" -> 1_000_000;
      case "s" -> 1_000_000_000;
      case "m" -> 60_000_000_000L;
      default -> 3_600_000_000_000L;
    };
  }
}
