package dev.clusterregistry.crinit.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A word that other commands come after; alone it shows which. */
@Command(
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nFlags:%n",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
abstract class CommandGroup implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().usage(RootCommand.console(spec).out());
    }
    return 0;
  }
}
