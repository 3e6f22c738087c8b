package dev.clusterregistry.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The tables of a store's file.
 *
 * <p>{@code log} holds every change since the last compaction and the current value of every key;
 * {@code head} says which row of the log is a key's current one; {@code meta} names the format, the
 * identity, the highest revision (compaction may remove the row that had it) and the compacted one.
 * There is no index on the log's keys: it would cost a third of the write throughput, and history
 * is only ever read in revision order.
 */
final class Schema {
  /** "CReg", in the header of every SQLite file that is ours. */
  static final int APPLICATION_ID = 0x43526567;

  static final long FORMAT = 1;

  private static final String[] TABLES = {
    "CREATE TABLE meta(k TEXT PRIMARY KEY, v) WITHOUT ROWID",
    """
    CREATE TABLE log(
      rev INTEGER PRIMARY KEY,
      key TEXT NOT NULL,
      prev INTEGER NOT NULL, -- the revision it replaces or deletes, 0 = created
      ts INTEGER NOT NULL,   -- milliseconds, never falling
      crc INTEGER NOT NULL,  -- CRC32C of rev, prev, key and val
      val BLOB               -- NULL = deleted
    )""",
    "CREATE TABLE head(key TEXT PRIMARY KEY, mrev INTEGER NOT NULL) WITHOUT ROWID"
  };

  private Schema() {}

  /** Makes an empty store in {@code file}, closed and checkpointed. */
  static void create(Path file, String identity) throws SQLException {
    try (Connection connection = Connections.writing(file)) {
      // Both only take effect before the first table, and auto_vacuum only before WAL.
      Connections.execute(connection, "PRAGMA page_size=4096");
      Connections.execute(connection, "PRAGMA auto_vacuum=INCREMENTAL");
      Connections.execute(connection, "PRAGMA application_id=" + APPLICATION_ID);
      Connections.execute(connection, "PRAGMA journal_mode=WAL");
      Connections.execute(connection, "PRAGMA synchronous=FULL");
      Connections.manageTransactionsBySql(connection);
      Connections.execute(connection, "BEGIN IMMEDIATE");
      for (String table : TABLES) {
        Connections.execute(connection, table);
      }
      write(connection, "format", FORMAT);
      write(connection, "identity", identity);
      write(connection, "revision", Store.INITIAL_REVISION);
      write(connection, "compacted", 0L);
      Connections.execute(connection, "COMMIT");
    }
  }

  static void write(Connection connection, String name, Object value) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT OR REPLACE INTO meta(k, v) VALUES(?, ?)")) {
      statement.setString(1, name);
      statement.setObject(2, value);
      statement.executeUpdate();
    }
  }

  static String newIdentity() {
    return UUID.randomUUID().toString();
  }

  /** The rows of {@code meta}. A backup copy is marked, so that it is not served as it is. */
  record Meta(long format, String identity, long revision, long compacted, boolean backup) {

    /** Refuses what this version cannot read. */
    void requireKnownFormat(Path file) {
      if (format < 1 || identity.isEmpty()) {
        throw new UnusableStoreException(file + " is damaged: it does not name its format");
      }
      if (format > FORMAT) {
        throw new UnusableStoreException(
            file
                + " was written by a newer version (store format "
                + format
                + "; this version knows "
                + FORMAT
                + "): use that version, or restore a backup made by this one");
      }
    }

    /** Refuses what must not be served: the copy's revisions have been given out already. */
    void requireServable(Path file) {
      requireKnownFormat(file);
      if (backup) {
        throw new UnusableStoreException(
            file + " is a backup that was copied here: bring it back with the restore command");
      }
    }

    static Meta of(Connection connection) throws SQLException {
      long format = 0;
      String identity = "";
      long revision = 0;
      long compacted = 0;
      boolean backup = false;
      try (PreparedStatement statement = connection.prepareStatement("SELECT k, v FROM meta");
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String name = rows.getString(1);
          switch (name) {
            case "format" -> format = rows.getLong(2);
            case "identity" -> identity = rows.getString(2);
            case "revision" -> revision = rows.getLong(2);
            case "compacted" -> compacted = rows.getLong(2);
            case "backup" -> backup = true;
            default -> {}
          }
        }
      }
      return new Meta(format, identity, revision, compacted, backup);
    }
  }
}
