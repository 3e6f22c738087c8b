package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.plan.Mode;
import picocli.CommandLine.Command;

/** Deletes a standalone registry. */
@Command(
    name = "delete",
    description = {
      "Deletes a standalone cluster registry: all that \"crinit standalone init\" has made for it,"
          + " with its data, and nothing else. What an init that was broken off has left is"
          + " deleted, too."
    },
    customSynopsis = "crinit standalone delete NAME --host-cluster-context=CONTEXT [flags]",
    footer = {
      "  Delete the registry foo from the host cluster whose context is bar:",
      "    crinit standalone delete foo --host-cluster-context=bar"
    })
final class StandaloneDeleteCommand extends DeleteCommand {
  StandaloneDeleteCommand() {
    super(Mode.STANDALONE);
  }
}
