package dev.clusterregistry.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Reads what a store's file holds, whether it is a data folder's, which a server may be using, or a
 * backup.
 */
public final class StoreContents {
  private StoreContents() {}

  /** Whether a data folder holds a store. */
  public static boolean exist(Path dataFolder) {
    return Files.isRegularFile(dataFolder.resolve(DataFolder.STORE));
  }

  /**
   * All current entries, as of one revision.
   *
   * @param path of a store's file, or of a data folder
   * @throws UnusableStoreException if there is none, or it cannot be read
   */
  public static Scan read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(DataFolder.STORE) : path;
    if (!Files.isRegularFile(file)) {
      throw new UnusableStoreException("there is no store at " + file);
    }
    SqliteHeader.requireOurs(file);
    try (ReadSession session = ReadSession.open(file)) {
      session.meta().requireKnownFormat(file);
      return session.scan("");
    } catch (SQLException e) {
      throw SqliteFailure.unusable("cannot read " + file, e);
    }
  }
}
