package dev.clusterregistry.clusterregistry.storage;

import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.store.SqliteOptions;
import dev.clusterregistry.store.SqliteStore;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.UnusableStoreException;
import dev.clusterregistry.store.etcd.EtcdOptions;
import dev.clusterregistry.store.etcd.EtcdStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Where objects are stored. */
public sealed interface StoreLocation {
  /** Nobody waits for an answer meanwhile, as a client of a server would. */
  Duration PATIENCE = Duration.ofSeconds(15);

  /** The store of a data folder, which one process holds at a time. */
  record Folder(Path path) implements StoreLocation {
    @Override
    public String toString() {
      return "the data folder " + path;
    }
  }

  /** An etcd cluster, below one prefix, which servers may be using meanwhile. */
  record Cluster(EtcdOptions options) implements StoreLocation {
    @Override
    public String toString() {
      return "etcd at " + String.join(",", options.servers()) + " below " + options.prefix();
    }
  }

  /**
   * Opens it for one operation, which compacts nothing by the way. A data folder without a store
   * gets one.
   *
   * @throws UnusableStoreException with one line if it cannot be used
   */
  default Store open() {
    return switch (this) {
      case Folder folder -> open(folder.path());
      case Cluster cluster -> open(cluster.options());
    };
  }

  private static Store open(Path folder) {
    try {
      PrivateFile.createFolder(folder);
    } catch (IOException e) {
      throw new ProgramException(
          "data folder " + folder + " cannot be used: " + PrivateFile.reason(e), e);
    }
    SqliteOptions defaults = SqliteOptions.defaults();
    return SqliteStore.open(
        folder,
        new SqliteOptions(
            defaults.historyWindow(),
            defaults.historyRevisions(),
            defaults.historyBytes(),
            Duration.ofDays(1),
            defaults.sinkPatience()));
  }

  private static Store open(EtcdOptions given) {
    Duration patience =
        given.requestTimeout().compareTo(PATIENCE) < 0 ? PATIENCE : given.requestTimeout();
    EtcdOptions options =
        given.withCompactionInterval(Duration.ZERO).withTimeouts(patience, given.healthTimeout());
    EtcdStore store = EtcdStore.open(options);
    try {
      store.identity(); // waits for the cluster's first answer
      return store;
    } catch (UnusableStoreException e) {
      String reason = store.health().reason();
      store.close();
      throw new UnusableStoreException(
          "etcd at "
              + String.join(",", options.servers())
              + " cannot be used: "
              + (reason == null ? e.getMessage() : reason),
          e);
    }
  }
}
