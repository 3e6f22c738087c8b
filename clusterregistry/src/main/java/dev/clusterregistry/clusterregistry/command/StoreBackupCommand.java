package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.store.StoreBackup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies the store, also while a server runs. */
@Command(
    name = "backup",
    description = {
      "Writes a checked copy of the store, as of one moment, to a file that does not exist yet. A"
          + " server may be running and goes on serving."
    },
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nFlags:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class StoreBackupCommand implements Callable<Integer> {
  @Mixin StoreFlags store = new StoreFlags();

  @Parameters(paramLabel = "FILE", description = "The copy to write.")
  @Nullable Path target;

  @Override
  public Integer call() {
    if (target == null) {
      throw new ProgramException("store backup needs a file");
    }
    store.print(StoreBackup.backup(store.folder(), target));
    store.out().println("Backed up to " + target);
    return 0;
  }
}
