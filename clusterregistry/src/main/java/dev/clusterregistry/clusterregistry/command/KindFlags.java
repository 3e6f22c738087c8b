package dev.clusterregistry.clusterregistry.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the API holds beside clusters. */
final class KindFlags {
  @Option(
      names = "--strict-spec",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Refuse an unusable address or CIDR in a cluster's spec, instead of answering with a"
              + " warning (default false).")
  boolean strictSpec;

  @Option(
      names = "--kind-file",
      paramLabel = "FILE",
      description =
          "Serve one more kind: a CustomResourceDefinition, YAML. May be given several times.")
  List<Path> files = new ArrayList<>();
}
