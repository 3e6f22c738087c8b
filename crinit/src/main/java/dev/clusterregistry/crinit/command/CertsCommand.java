package dev.clusterregistry.crinit.command;

import picocli.CommandLine.Command;

/** Shows what there is to do about certificates. */
@Command(
    name = "certs",
    description = "Looks after the certificates of a registry.",
    subcommands = CertsRenewCommand.class)
final class CertsCommand extends CommandGroup {}
