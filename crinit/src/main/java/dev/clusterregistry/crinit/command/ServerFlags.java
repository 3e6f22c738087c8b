package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.Images;
import picocli.CommandLine.Option;

/** The registry's server. */
final class ServerFlags {
  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "The image of the registry's server (default clusterregistry:VERSION).")
  String image = Images.registry();

  @Option(
      names = "--apiserver-arg-overrides",
      paramLabel = "ARGS",
      description =
          "Arguments of the server that replace or add to those of crinit, separated by commas:"
              + " --arg1=value1,--arg2=value2.")
  String overrides = "";
}
