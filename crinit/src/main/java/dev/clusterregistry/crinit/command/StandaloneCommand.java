package dev.clusterregistry.crinit.command;

import picocli.CommandLine.Command;

/** Shows what there is to do with a standalone registry. */
@Command(
    name = "standalone",
    description =
        "Deploys a cluster registry as an API server of its own, which has users, roles and"
            + " certificates of its own.",
    subcommands = {StandaloneInitCommand.class, StandaloneDeleteCommand.class})
final class StandaloneCommand extends CommandGroup {}
