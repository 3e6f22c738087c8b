package dev.clusterregistry.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Forgets all history of a store that no server is using, and makes its file as small as it gets.
 */
public final class StoreCompact {
  private StoreCompact() {}

  /** The file's size in bytes, before and after. */
  public record Sizes(long before, long after) {}

  /**
   * Compacts the store in {@code dataFolder}. Watches from before have to start over.
   *
   * @throws UnusableStoreException if there is no store, or a server is using it
   */
  public static Sizes compact(Path dataFolder) {
    if (!Files.isRegularFile(dataFolder.resolve(DataFolder.STORE))) {
      throw new UnusableStoreException("there is no store in " + dataFolder);
    }
    try (DataFolder folder = DataFolder.claim(dataFolder)) {
      Path file = folder.openOrCreate();
      long before = size(file) + size(DataFolder.companion(file, "-wal"));
      forget(file);
      return new Sizes(before, size(file));
    } catch (SQLException e) {
      throw SqliteFailure.unusable("cannot compact the store in " + dataFolder, e);
    } catch (IOException e) {
      throw new UnusableStoreException(
          "cannot compact the store in " + dataFolder + ": " + DataFolder.reason(e), e);
    }
  }

  private static void forget(Path file) throws SQLException {
    try (Connection connection = Connections.writing(file)) {
      Schema.Meta meta = Schema.Meta.of(connection);
      meta.requireServable(file);
      Connections.execute(connection, "PRAGMA synchronous=FULL");
      Connections.manageTransactionsBySql(connection);
      Connections.execute(connection, "BEGIN IMMEDIATE");
      Connections.execute(connection, "DELETE FROM log WHERE rev NOT IN (SELECT mrev FROM head)");
      Schema.write(connection, "compacted", meta.revision());
      Connections.execute(connection, "COMMIT");
      Connections.execute(connection, "VACUUM");
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
