package dev.clusterregistry.clusterregistry.command;

import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.storage.Rewrite;
import dev.clusterregistry.clusterregistry.storage.StoreLocation;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.StoreContents;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings all values under the newest key. */
@Command(
    name = "rewrite",
    description = {
      "Stores every value anew that is not stored as the encryption configuration says now: after"
          + " encryption was turned on or off, or a new key was put in the first place.",
      "No server may be running on a data folder; there, let clients do it: kubectl get clusters -o"
          + " json | kubectl replace -f -. Servers on etcd may be running, if they have the new"
          + " keys.",
      "History still holds values as they were: remove an old key from the configuration, or take a"
          + " copy of the file for encrypted, only after store compact, or on etcd after two"
          + " compaction intervals."
    },
    sortOptions = false,
    optionListHeading = "%nFlags:%n",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Versions.class)
final class StoreRewriteCommand implements Callable<Integer> {
  @Mixin StoreFlags store = new StoreFlags();

  @Mixin EncryptionFlag encryption = new EncryptionFlag();

  @ArgGroup(validate = false, heading = "%nOn etcd instead of the data folder:%n", order = 4)
  EtcdFlags etcd = new EtcdFlags();

  @Override
  public Integer call() {
    store.quietLogs();
    if (encryption.file == null) {
      throw new ProgramException("store rewrite needs --encryption-provider-config");
    }
    StoreLocation location = store.location(etcd);
    if (location instanceof StoreLocation.Folder folder && !StoreContents.exist(folder.path())) {
      throw new ProgramException("there is no store in " + folder);
    }
    encryption.seals(); // before the store is opened: a bad file changes nothing
    Rewrite done;
    try (Store opened = encryption.opening(location.open())) {
      done = Rewrite.run(opened, store::progress);
    }
    store
        .out()
        .println(
            "Rewrote "
                + done.rewritten()
                + " values; "
                + done.current()
                + " were up to date, "
                + done.unreadable().size()
                + " cannot be read and stay as they are");
    return done.unreadable().isEmpty() ? 0 : 1;
  }
}
