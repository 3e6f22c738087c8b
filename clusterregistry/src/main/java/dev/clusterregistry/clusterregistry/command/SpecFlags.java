package dev.clusterregistry.clusterregistry.command;

import picocli.CommandLine.Option;

/** How clusters are judged. */
final class SpecFlags {
  @Option(
      names = "--strict-spec",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Refuse an unusable address or CIDR in a cluster's spec, instead of answering with a"
              + " warning (default false).")
  boolean strict;
}
