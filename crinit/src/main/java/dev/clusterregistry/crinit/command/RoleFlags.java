package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.plan.Mode;
import picocli.CommandLine.Option;

/** What users of the host may do with clusters. */
final class RoleFlags implements ModeFlags {
  @Option(
      names = "--skip-user-roles",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "Leave out the two ClusterRoles that let the host's roles view, edit and admin cover"
              + " clusters, where you may not give away such rights (default false).")
  boolean skip;

  @Override
  public Mode mode() {
    return Mode.AGGREGATED;
  }
}
