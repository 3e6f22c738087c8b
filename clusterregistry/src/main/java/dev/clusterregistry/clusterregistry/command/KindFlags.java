package dev.clusterregistry.clusterregistry.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the API holds beside clusters. */
final class KindFlags {
  @Option(
      names = "--kind-file",
      paramLabel = "FILE",
      description =
          "Serve one more kind: a CustomResourceDefinition, YAML. May be given several times.")
  List<Path> files = new ArrayList<>();
}
