package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.Version;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program's name alone: shows the help. */
@Command(
    name = "clusterregistry",
    description = {
      "A registry of clusters with a Kubernetes-style API: kubectl and Kubernetes client libraries"
          + " manage clusters in it as they manage other objects.",
      "",
      "To start: clusterregistry standalone"
    },
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class,
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nFlags:%n",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      StandaloneCommand.class,
      AggregatedCommand.class,
      StoreCommand.class,
      TokenCommand.class,
      VersionCommand.class,
      CompletionCommand.class,
      RehearseCommand.class,
      HelpCommand.class
    })
final class RootCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
    return CommandLine.ExitCode.OK;
  }

  static final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
      Version version = Version.current();
      return new String[] {"clusterregistry v" + version.number() + " (" + version.commit() + ")"};
    }
  }
}
