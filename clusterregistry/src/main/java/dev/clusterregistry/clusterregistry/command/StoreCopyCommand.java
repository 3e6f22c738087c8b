package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.storage.Replacement;
import dev.clusterregistry.clusterregistry.storage.StoreLocation;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves from the data folder to etcd, or back. */
@Command(
    name = "copy",
    description = {
      "Copies everything from the data folder's store onto etcd, or from etcd, as of one revision,"
          + " into the data folder; then compares how many keys both hold and a hash over them and"
          + " their values.",
      "No server may be running on the data folder; servers on etcd should be stopped, too, so that"
          + " nothing is written to what is left behind. The source is only read.",
      "Objects get new resource versions. Clients that resume a watch with an old one are told to"
          + " start over (410), as far as that can be seen; restart those that hold on to one."
    },
    sortOptions = false,
    optionListHeading = "%nFlags:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "    clusterregistry store copy --from data-dir --to etcd --data-dir ./registry \\",
      "        --etcd-servers https://etcd-1:2379 --etcd-cafile ca.crt",
      "    clusterregistry store copy --from etcd --to data-dir --data-dir ./registry \\",
      "        --etcd-servers https://etcd-1:2379 --etcd-cafile ca.crt"
    },
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class StoreCopyCommand implements Callable<Integer> {
  private static final String FOLDER = "data-dir";
  private static final String ETCD = "etcd";

  @Option(names = "--from", paramLabel = "data-dir|etcd", description = "Which one is the source.")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "data-dir|etcd", description = "Which one is the target.")
  @Nullable String to;

  @Option(
      names = "--force",
      description =
          "Replace what the target holds: the files of a data folder's store stay beside the new"
              + " ones as replaced-...; on etcd, what the source does not hold is deleted.")
  boolean force;

  @Mixin StoreFlags store = new StoreFlags();

  @ArgGroup(validate = false, heading = "%nThe etcd:%n", order = 4)
  EtcdFlags etcd = new EtcdFlags();

  @Override
  public Integer call() {
    store.quietLogs();
    if (!(store.location(etcd) instanceof StoreLocation.Cluster cluster)) {
      throw new ProgramException("store copy needs --etcd-servers");
    }
    StoreLocation.Folder folder = new StoreLocation.Folder(store.folder());
    Replacement replacement = new Replacement(force, store::progress);
    if (FOLDER.equals(from) && ETCD.equals(to)) {
      print(replacement.copy(folder, cluster), folder, cluster);
    } else if (ETCD.equals(from) && FOLDER.equals(to)) {
      print(replacement.copy(cluster, folder), cluster, folder);
    } else {
      throw new ProgramException(
          "store copy needs --from data-dir --to etcd, or --from etcd --to data-dir");
    }
    return 0;
  }

  private void print(Replacement.Done done, StoreLocation source, StoreLocation target) {
    store.out().println("Copied from " + source + " to " + target + ": " + done);
  }
}
