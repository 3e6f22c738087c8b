package dev.clusterregistry.crinit.command;

import picocli.CommandLine.Command;

/** Shows what there is to do with an aggregated registry. */
@Command(
    name = "aggregated",
    description =
        "Deploys a cluster registry as a part of the host cluster's API, whose users and roles hold"
            + " for clusters too.",
    subcommands = {AggregatedInitCommand.class, AggregatedDeleteCommand.class})
final class AggregatedCommand extends CommandGroup {}
