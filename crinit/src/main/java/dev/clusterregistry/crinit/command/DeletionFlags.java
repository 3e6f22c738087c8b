package dev.clusterregistry.crinit.command;

import picocli.CommandLine.Option;

/** How much is deleted. */
final class DeletionFlags {
  @Option(
      names = "--ignore-errors",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description = "Show errors and go on with what is left to delete (default false).")
  boolean ignoreErrors;

  @Option(
      names = "--force",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Delete what bears the registry's names even if crinit has not made it (as left by the"
              + " first crinit), and the namespace whatever else is in it (default false).")
  boolean force;
}
