package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.run.Patience;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How a command runs. */
final class RunFlags {
  enum DryRunMode {
    NONE,
    CLIENT,
    SERVER
  }

  @Option(
      names = "--dry-run",
      paramLabel = "client|server",
      arity = "0..1",
      fallbackValue = "client",
      description =
          "Only say what would be done: client asks nobody, server has the host check every object"
              + " without keeping it (default none; client if no value is given).")
  String dryRun = "none";

  @Option(
      names = "--wait",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Whether to wait, after the last change, until the registry serves or is gone (default"
              + " true).")
  boolean wait = true;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationFlag.class,
      description =
          "How long to wait for each thing that the host cluster does, such as an address for the"
              + " service or pods that are ready (default 5m0s).")
  Duration timeout = Duration.ofMinutes(5);

  DryRunMode dryRun() {
    return switch (dryRun) {
      case "none", "false" -> DryRunMode.NONE;
      case "client", "true" -> DryRunMode.CLIENT;
      case "server" -> DryRunMode.SERVER;
      default ->
          throw new CrinitException(
              "invalid dry-run: " + dryRun + ", should be none, client or server");
    };
  }

  Patience patience() {
    return new Patience(timeout);
  }
}
