package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.plan.Mode;
import picocli.CommandLine.Command;

/** Deletes an aggregated registry. */
@Command(
    name = "delete",
    description = {
      "Deletes an aggregated cluster registry: all that \"crinit aggregated init\" has made for it,"
          + " with its data, and nothing else. What an init that was broken off has left is"
          + " deleted, too."
    },
    customSynopsis = "crinit aggregated delete NAME --host-cluster-context=CONTEXT [flags]",
    footer = {
      "  Delete the registry foo from the host cluster whose context is bar:",
      "    crinit aggregated delete foo --host-cluster-context=bar"
    })
final class AggregatedDeleteCommand extends DeleteCommand {
  AggregatedDeleteCommand() {
    super(Mode.AGGREGATED);
  }
}
