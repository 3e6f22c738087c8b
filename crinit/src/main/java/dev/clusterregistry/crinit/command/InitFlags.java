package dev.clusterregistry.crinit.command;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all deployments can be told beside what is deployed. */
final class InitFlags {
  @ArgGroup(validate = false, heading = "%nHost cluster:%n", order = 1)
  HostFlags host = new HostFlags();

  @ArgGroup(validate = false, heading = "%nRunning:%n", order = 6)
  RunFlags run = new RunFlags();

  @Mixin OutputFlag output = new OutputFlag();

  @Option(
      names = "--force",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Replace an entry NAME of the kubeconfig that crinit has not made (default false).")
  boolean force;
}
