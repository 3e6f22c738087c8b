package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.storage.Replacement;
import dev.clusterregistry.clusterregistry.storage.StoreLocation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a backup into a data folder, or onto etcd. */
@Command(
    name = "restore",
    description = {
      "Puts a backup into a data folder on which no server runs. Watches from before start over:"
          + " no revision from before can be mistaken for a new one.",
      "With --etcd-servers it goes onto etcd, by ordinary writes below the prefix, which should be"
          + " empty; servers may be running and see the objects come. If it is interrupted, run it"
          + " again."
    },
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nFlags:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class StoreRestoreCommand implements Callable<Integer> {
  @Mixin StoreFlags store = new StoreFlags();

  @ArgGroup(validate = false, heading = "%nOnto etcd instead of the data folder:%n", order = 4)
  EtcdFlags etcd = new EtcdFlags();

  @Option(
      names = "--force",
      description = {
        "Replace the store that is there; its files stay beside the new ones as replaced-... On"
            + " etcd: overwrite and delete what the backup does not hold."
      })
  boolean force;

  @Parameters(paramLabel = "FILE", description = "The backup.")
  @Nullable Path copy;

  @Override
  public Integer call() {
    if (copy == null) {
      throw new ProgramException("store restore needs a file");
    }
    store.quietLogs();
    Replacement replacement = new Replacement(force, store::progress);
    switch (store.location(etcd)) {
      case StoreLocation.Folder folder -> {
        store.print(Replacement.restore(copy, folder, force));
        store.out().println("Restored into " + folder.path());
      }
      case StoreLocation.Cluster cluster -> {
        Replacement.Done done = replacement.restore(copy, cluster);
        store.out().println("Restored onto " + cluster + ": " + done);
      }
    }
    return 0;
  }
}
