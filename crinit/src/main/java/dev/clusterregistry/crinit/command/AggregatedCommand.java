package dev.clusterregistry.crinit.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what there is to do with an aggregated registry. */
@Command(
    name = "aggregated",
    description =
        "Deploys a cluster registry as a part of the host cluster's API, whose users and roles hold"
            + " for clusters too.",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nFlags:%n",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class,
    subcommands = {AggregatedInitCommand.class, AggregatedDeleteCommand.class})
final class AggregatedCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().usage(RootCommand.console(spec).out());
    }
    return 0;
  }
}
