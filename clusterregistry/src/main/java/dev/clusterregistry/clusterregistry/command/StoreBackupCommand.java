package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.storage.StoreLocation;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.StoreBackup;
import dev.clusterregistry.store.StoreReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies the store, also while servers run. */
@Command(
    name = "backup",
    description = {
      "Writes a checked copy of the store, as of one moment, to a file that does not exist yet."
          + " Servers may be running and go on serving. The file is the same whether the objects"
          + " are in the data folder or on etcd: either can be restored from it. What is encrypted"
          + " stays encrypted: keep the keys as well."
    },
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nFlags:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class StoreBackupCommand implements Callable<Integer> {
  @Mixin StoreFlags store = new StoreFlags();

  @ArgGroup(validate = false, heading = "%nOf etcd instead of the data folder:%n", order = 4)
  EtcdFlags etcd = new EtcdFlags();

  @Parameters(paramLabel = "FILE", description = "The copy to write.")
  @Nullable Path target;

  @Override
  public Integer call() {
    if (target == null) {
      throw new ProgramException("store backup needs a file");
    }
    store.quietLogs();
    store.print(backup(store.location(etcd), target));
    store.out().println("Backed up to " + target);
    return 0;
  }

  private static StoreReport backup(StoreLocation source, Path target) {
    return switch (source) {
      case StoreLocation.Folder folder -> StoreBackup.backup(folder.path(), target);
      case StoreLocation.Cluster cluster -> {
        try (Store opened = cluster.open()) {
          yield StoreBackup.backup(opened.scan(""), opened.identity(), target);
        }
      }
    };
  }
}
