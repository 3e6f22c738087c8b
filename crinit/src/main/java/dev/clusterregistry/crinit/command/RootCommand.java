package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
    synopsisSubcommandLabel = "COMMAND")
final class RootCommand implements Callable<Integer> {
  private static final Map<String, Supplier<Object>> COMMANDS = commands();

  /** Commands that speak of the others. */
  private static final Set<String> NEED_ALL = Set.of("completion", "help");

  private final Console console;

  @Spec @Nullable CommandSpec spec;

  RootCommand(Console console) {
    this.console = console;
  }

  private static Map<String, Supplier<Object>> commands() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("standalone", StandaloneCommand::new);
    commands.put("aggregated", AggregatedCommand::new);
    commands.put("status", StatusCommand::new);
    commands.put("list", ListCommand::new);
    commands.put("upgrade", UpgradeCommand::new);
    commands.put("certs", CertsCommand::new);
    commands.put("manifests", ManifestsCommand::new);
    commands.put("up", UpCommand::new);
    commands.put("down", DownCommand::new);
    commands.put("version", VersionCommand::new);
    commands.put("completion", CompletionCommand::new);
    commands.put("help", HelpCommand::new);
    return commands;
  }

  /**
   * With the commands that these words need. Reading the flags of all of them would be a good part
   * of what a short command takes.
   */
  static CommandLine commandLine(Console console, String... words) {
    CommandLine commandLine = new CommandLine(new RootCommand(console));
    String first = words.length == 0 ? "" : words[0];
    boolean alone = COMMANDS.containsKey(first) && !NEED_ALL.contains(first);
    COMMANDS.forEach(
        (name, command) -> {
          if (!alone || name.equals(first)) {
            commandLine.addSubcommand(name, command.get());
          }
        });
    return commandLine;
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
