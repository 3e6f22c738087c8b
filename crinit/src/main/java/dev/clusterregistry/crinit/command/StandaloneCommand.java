package dev.clusterregistry.crinit.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what there is to do with a standalone registry. */
@Command(
    name = "standalone",
    description =
        "Deploys a cluster registry as an API server of its own, which has users, roles and"
            + " certificates of its own.",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nFlags:%n",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class,
    subcommands = {StandaloneInitCommand.class, StandaloneDeleteCommand.class})
final class StandaloneCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().usage(RootCommand.console(spec).out());
    }
    return 0;
  }
}
