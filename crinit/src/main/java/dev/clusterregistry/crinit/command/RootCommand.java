package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.Version;
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
    name = "crinit",
    description = {
      "Deploys a cluster registry into a Kubernetes cluster, its host, and looks after it there.",
      "",
      "To begin: crinit standalone init NAME --host-cluster-context=CONTEXT",
      "Without Kubernetes: crinit up NAME"
    },
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class,
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nFlags:%n",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      StandaloneCommand.class,
      AggregatedCommand.class,
      StatusCommand.class,
      ListCommand.class,
      UpgradeCommand.class,
      CertsCommand.class,
      ManifestsCommand.class,
      UpCommand.class,
      DownCommand.class,
      VersionCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    })
final class RootCommand implements Callable<Integer> {
  private final Console console;

  @Spec @Nullable CommandSpec spec;

  RootCommand(Console console) {
    this.console = console;
  }

  /** What the whole command line is run with. */
  static Console console(@Nullable CommandSpec spec) {
    if (spec != null && spec.root().userObject() instanceof RootCommand root) {
      return root.console;
    }
    throw new IllegalStateException("no command of crinit");
  }

  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().usage(console.out());
    }
    return CommandLine.ExitCode.OK;
  }

  static final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
      Version version = Version.current();
      return new String[] {"crinit v" + version.number() + " (" + version.commit() + ")"};
    }
  }
}
