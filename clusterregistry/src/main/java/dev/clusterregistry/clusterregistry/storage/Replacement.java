package dev.clusterregistry.clusterregistry.storage;

import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.store.Scan;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.StoreBackup;
import dev.clusterregistry.store.StoreCheck;
import dev.clusterregistry.store.StoreContents;
import dev.clusterregistry.store.StoreReport;
import dev.clusterregistry.store.StoreRestore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Makes a store hold what another one, or a backup, holds, as it is stored: what is encrypted there
 * is encrypted here, with the same keys.
 *
 * @param force whether what is in the target may go
 * @param progress is told how many are written, now and then
 */
public record Replacement(boolean force, Consumer<Integer> progress) {

  /**
   * What was done.
   *
   * @param written how many keys had to be written or deleted
   * @param contents of both stores then
   */
  public record Done(int written, Contents contents) {
    @Override
    public String toString() {
      return contents + ", verified; " + written + " written";
    }
  }

  /**
   * Restores a backup into a data folder.
   *
   * @throws dev.clusterregistry.store.UnusableStoreException if the backup is not sound, the folder
   *     is in use, or holds a store and {@code force} is not set
   */
  public static StoreReport restore(Path backup, StoreLocation.Folder folder, boolean force) {
    try {
      PrivateFile.createFolder(folder.path());
    } catch (IOException e) {
      throw new ProgramException(
          "data folder " + folder.path() + " cannot be used: " + PrivateFile.reason(e), e);
    }
    return StoreRestore.restore(backup, folder.path(), force);
  }

  /** Restores a backup onto etcd. */
  public Done restore(Path backup, StoreLocation.Cluster cluster) {
    StoreReport report = StoreCheck.check(backup);
    if (!report.isSound()) {
      throw new ProgramException(backup + " is not sound: " + report.problems().getFirst());
    }
    return fill(StoreContents.read(backup), cluster);
  }

  /** Copies a data folder's store onto etcd. No server may be using the folder. */
  public Done copy(StoreLocation.Folder from, StoreLocation.Cluster to) {
    if (!StoreContents.exist(from.path())) {
      throw new ProgramException("there is no store in " + from);
    }
    try (Store source = from.open()) { // and so nobody else can write to it
      return fill(source.scan(""), to);
    }
  }

  private Done fill(Scan wanted, StoreLocation.Cluster cluster) {
    Contents contents = Contents.of(wanted.entries());
    try (Store target = cluster.open()) {
      Refill refill = new Refill(target, wanted.entries());
      if (refill.foreign() > 0 && !force) {
        throw new ProgramException(
            cluster
                + " holds "
                + refill.foreign()
                + " keys that would be overwritten or deleted; nothing is written. With --force"
                + " they go");
      }
      int written = refill.run(contents, progress);
      target.compact(target.head()); // who resumes with a revision of the other store starts over
      return new Done(written, contents);
    }
  }

  /** Copies what is on etcd, as of one revision, into a data folder. */
  public Done copy(StoreLocation.Cluster from, StoreLocation.Folder to) {
    Path passing = null;
    try (Store source = from.open()) {
      Scan scan = source.scan("");
      PrivateFile.createFolder(to.path());
      passing = Files.createTempDirectory(to.path(), "copy-").resolve("store.sqlite");
      StoreBackup.backup(scan, source.identity(), passing);
      StoreRestore.restore(passing, to.path(), force);
      Contents wanted = Contents.of(scan.entries());
      Contents now = Contents.of(StoreContents.read(to.path()).entries());
      if (!now.equals(wanted)) {
        throw new ProgramException(to + " holds " + now + " instead of " + wanted);
      }
      return new Done(now.count(), now);
    } catch (IOException e) {
      throw new ProgramException(to + " cannot be used: " + PrivateFile.reason(e), e);
    } finally {
      if (passing != null) {
        remove(passing);
      }
    }
  }

  private static void remove(Path passing) {
    try {
      Files.deleteIfExists(passing);
      Files.deleteIfExists(Objects.requireNonNull(passing.getParent(), "it has a folder"));
    } catch (IOException e) {
      throw new ProgramException("cannot remove " + passing + ": " + PrivateFile.reason(e), e);
    }
  }
}
