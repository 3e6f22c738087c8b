package dev.clusterregistry.clusterregistry.command;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What an operator does with a store's file. */
@Command(
    name = "store",
    description =
        "Checks, backs up, restores, copies and compacts the store of a data folder or on etcd,"
            + " changes its encryption keys, and imports from the first cluster registry.",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nFlags:%n",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class,
    subcommands = {
      StoreCheckCommand.class,
      StoreBackupCommand.class,
      StoreRestoreCommand.class,
      StoreCompactCommand.class,
      StoreCopyCommand.class,
      StoreRewriteCommand.class,
      StoreImportCommand.class
    })
final class StoreCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec own = Objects.requireNonNull(spec);
    own.commandLine().usage(own.commandLine().getOut());
    return 0;
  }
}
