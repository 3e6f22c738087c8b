package dev.clusterregistry.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Puts a backup into a data folder as a store of its own: with a new identity, and revisions so far
 * above the old ones that none given out before can be mistaken for one given out now. History is
 * dropped: a watch from before has to start over.
 */
public final class StoreRestore {
  private static final long REVISION_GAP = 1_000_000_000L;

  private StoreRestore() {}

  /**
   * Restores {@code copy} into {@code dataFolder}, which no server may be using.
   *
   * @param force replaces a store that is there; its files are kept beside the new ones, named
   *     {@code replaced-…}
   * @throws UnusableStoreException if the copy is not sound or the folder holds a store; then
   *     nothing has changed
   */
  public static StoreReport restore(Path copy, Path dataFolder, boolean force) {
    StoreReport report = StoreCheck.check(copy);
    if (!report.isSound()) {
      throw new UnusableStoreException(copy + " is not sound: " + report.problems().getFirst());
    }
    try (DataFolder folder = DataFolder.claim(dataFolder)) {
      Path file = folder.storeFile();
      if (Files.exists(file) && !force) {
        throw new UnusableStoreException(
            "the data folder " + dataFolder + " holds a store: replace it only if you mean to");
      }
      long revision = Math.max(report.revision(), revisionOf(file)) + REVISION_GAP;
      Path unfinished = folder.unfinishedFile();
      DataFolder.deleteWithCompanions(unfinished);
      copy(copy, unfinished);
      String identity = Schema.newIdentity();
      renew(unfinished, identity, revision);
      moveAside(file);
      folder.install(unfinished);
      folder.remember(identity);
      return StoreCheck.check(file);
    } catch (SQLException e) {
      throw SqliteFailure.unusable("cannot restore " + copy, e);
    } catch (IOException e) {
      throw new UnusableStoreException("cannot restore " + copy + ": " + DataFolder.reason(e), e);
    }
  }

  /** The revision of the store that is replaced, if it can still be read. */
  private static long revisionOf(Path file) {
    if (!Files.isRegularFile(file)) {
      return 0;
    }
    try (Connection connection = Connections.reading(file)) {
      return Schema.Meta.of(connection).revision();
    } catch (SQLException unreadable) {
      return 0;
    }
  }

  private static void copy(Path copy, Path unfinished) throws IOException {
    DataFolder.createPrivate(unfinished);
    try (var out = Files.newOutputStream(unfinished)) {
      Files.copy(copy, out);
    }
  }

  private static void renew(Path unfinished, String identity, long revision) throws SQLException {
    try (Connection connection = Connections.writing(unfinished)) {
      Connections.execute(connection, "PRAGMA journal_mode=WAL");
      Connections.manageTransactionsBySql(connection);
      Connections.execute(connection, "BEGIN IMMEDIATE");
      Connections.execute(connection, "DELETE FROM log WHERE rev NOT IN (SELECT mrev FROM head)");
      Connections.execute(connection, "DELETE FROM meta WHERE k = 'backup'");
      Schema.write(connection, "identity", identity);
      Schema.write(connection, "revision", revision);
      Schema.write(connection, "compacted", revision);
      Connections.execute(connection, "COMMIT");
    }
  }

  private static void moveAside(Path file) throws IOException {
    String suffix = Long.toString(System.currentTimeMillis());
    for (String companion : List.of("", "-wal", "-shm")) {
      Path old = DataFolder.companion(file, companion);
      if (Files.exists(old)) {
        Path aside = file.resolveSibling("replaced-" + suffix + "-" + old.getFileName());
        Files.move(old, aside, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }
}
