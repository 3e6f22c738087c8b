package dev.clusterregistry.clusterregistry.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tokens for automation. */
@Command(
    name = "token",
    description = {
      "Issues, lists and revokes tokens for programs that use the registry. Needs nothing but the"
          + " data folder; a server that runs on it follows within a second."
    },
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nFlags:%n",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class,
    subcommands = {
      TokenCreateCommand.class,
      TokenListCommand.class,
      TokenRevokeCommand.class,
      TokenRotateKeyCommand.class
    })
final class TokenCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec own = Objects.requireNonNull(spec);
    own.commandLine().usage(own.commandLine().getOut());
    return 0;
  }
}
