package dev.clusterregistry.crinit.command;

import dev.clusterregistry.machinery.validation.GoDuration;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration as Go's flags do, such as 250ms or 1m30s; not below zero. */
final class DurationFlag implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    Duration duration;
    try {
      duration = GoDuration.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "'" + text + "' is not a duration such as 500ms, 30s, 1m30s or 2h");
    }
    if (duration.isNegative()) {
      throw new TypeConversionException("can not be negative value");
    }
    return duration;
  }
}
