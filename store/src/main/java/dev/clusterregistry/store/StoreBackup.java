package dev.clusterregistry.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Copies a store, whether or not a server is using it. The copy is one file of one moment, without
 * free space; it is checked before it gets its name, and marked, so that it is restored rather than
 * served as it is.
 */
public final class StoreBackup {
  private StoreBackup() {}

  /**
   * Backs up the store in a data folder.
   *
   * @param target the copy to be written; must not exist
   * @throws UnusableStoreException if the copy could not be made; then {@code target} does not
   *     exist
   */
  public static StoreReport backup(Path dataFolder, Path target) {
    Path source = dataFolder.resolve(DataFolder.STORE);
    if (!Files.isRegularFile(source)) {
      throw new UnusableStoreException("there is no store in " + dataFolder);
    }
    return write(source, target);
  }

  /**
   * Backs up what a store of any kind holds, in the same form: either kind can be restored from it.
   *
   * @param scan everything, as it is stored
   * @param identity of that store
   * @throws UnusableStoreException if the copy could not be made; then {@code target} does not
   *     exist
   */
  public static StoreReport backup(Scan scan, String identity, Path target) {
    return write(partial -> ScanFile.write(partial, identity, scan), target);
  }

  static StoreReport write(Path source, Path target) {
    return write(partial -> copy(source, partial), target);
  }

  /** Fills an empty file with a store. */
  private interface Copying {
    void into(Path partial) throws SQLException;
  }

  private static StoreReport write(Copying copying, Path target) {
    if (Files.exists(target)) {
      throw new UnusableStoreException(target + " exists already: a backup never overwrites");
    }
    Path partial = DataFolder.companion(target.toAbsolutePath(), ".partial");
    try {
      DataFolder.deleteWithCompanions(partial);
      DataFolder.createPrivate(partial);
      try {
        return complete(copying, partial, target);
      } finally {
        DataFolder.deleteWithCompanions(partial);
      }
    } catch (SQLException e) {
      throw SqliteFailure.unusable("cannot write the backup " + target, e);
    } catch (IOException e) {
      throw new UnusableStoreException(
          "cannot write the backup " + target + ": " + DataFolder.reason(e), e);
    }
  }

  private static StoreReport complete(Copying copying, Path partial, Path target)
      throws SQLException, IOException {
    copying.into(partial);
    mark(partial);
    StoreReport report = StoreCheck.check(partial);
    if (!report.isSound()) {
      throw new UnusableStoreException(
          "the backup is not sound, and neither may the store be: " + report.problems().getFirst());
    }
    Durable.syncFile(partial);
    Files.move(partial, target);
    Durable.syncFolderOf(target);
    return report;
  }

  private static void copy(Path source, Path partial) throws SQLException {
    try (Connection connection = Connections.reading(source);
        PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
      vacuum.setString(1, partial.toString());
      vacuum.executeUpdate();
    }
  }

  private static void mark(Path partial) throws SQLException {
    try (Connection connection = Connections.writing(partial)) {
      Connections.execute(connection, "PRAGMA journal_mode=DELETE");
      Schema.write(connection, "backup", System.currentTimeMillis());
    }
  }
}
