package dev.clusterregistry.crinit.command;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** Deploys an aggregated registry. */
@Command(
    name = "init",
    description = {
      "Deploys a cluster registry as a part of the API of a Kubernetes cluster, the host: its"
          + " users, and its roles view, edit and admin, hold for clusters too.",
      "",
      "The aggregation layer of the host must be enabled. Beside what a standalone registry has, it"
          + " makes a service account, role bindings and an APIService, and waits until the host"
          + " serves clusters. When it is broken off, run it again: it goes on where it was."
    },
    customSynopsis = "crinit aggregated init NAME --host-cluster-context=CONTEXT [flags]",
    footer = {
      "  Deploy the registry foo into the host cluster whose context is bar, and use it:",
      "    crinit aggregated init foo --host-cluster-context=bar",
      "    kubectl get clusters --context bar"
    })
final class AggregatedInitCommand extends InitCommand {
  @ArgGroup(validate = false, heading = "%nRoles:%n", order = 5)
  RoleFlags roles = new RoleFlags();

  @Override
  ModeFlags own() {
    return roles;
  }
}
