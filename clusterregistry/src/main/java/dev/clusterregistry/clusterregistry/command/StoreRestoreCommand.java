package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.store.StoreRestore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a backup into a data folder. */
@Command(
    name = "restore",
    description = {
      "Puts a backup into a data folder on which no server runs. Watches from before start over:"
          + " no revision from before can be mistaken for a new one."
    },
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nFlags:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class StoreRestoreCommand implements Callable<Integer> {
  @Mixin StoreFlags store = new StoreFlags();

  @Option(
      names = "--force",
      description =
          "Replace the store that is there; its files stay beside the new ones as replaced-...")
  boolean force;

  @Parameters(paramLabel = "FILE", description = "The backup.")
  @Nullable Path copy;

  @Override
  public Integer call() {
    if (copy == null) {
      throw new ProgramException("store restore needs a file");
    }
    Path folder = store.folder();
    try {
      PrivateFile.createFolder(folder);
    } catch (IOException e) {
      throw new ProgramException(
          "data folder " + folder + " cannot be used: " + PrivateFile.reason(e), e);
    }
    store.print(StoreRestore.restore(copy, folder, force));
    store.out().println("Restored into " + folder);
    return 0;
  }
}
