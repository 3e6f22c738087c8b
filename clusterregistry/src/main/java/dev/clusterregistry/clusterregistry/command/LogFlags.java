package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.logging.LogFormat;
import picocli.CommandLine.Option;

/** What the server tells about itself, on standard error. */
final class LogFlags {
  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      description = "How log lines are written (default text).")
  LogFormat format = LogFormat.TEXT;

  @Option(
      names = {"-v", "--v"},
      paramLabel = "LEVEL",
      description = "How much is logged: 0 is normal, 4 adds details, 6 everything (default 0).")
  int level;
}
