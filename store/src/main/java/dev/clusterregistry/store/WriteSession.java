package dev.clusterregistry.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that writes, with its statements prepared. Used by the writer's thread. After
 * an error a new one has to be opened: the driver closes the statement that failed.
 */
final class WriteSession implements AutoCloseable {
  private static final int CHECKPOINT_PAGES = 4_000;
  private static final int CHECKPOINT_PAGES_ON_A_SMALL_DISK = 500;
  private static final long SMALL_DISK = 256L << 20;
  private static final int PROBE_BYTES = 32 << 10;

  private final Connection connection;
  private final LogRow.Checksum checksum = new LogRow.Checksum();
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement createHead;
  private final PreparedStatement updateHead;
  private final PreparedStatement deleteHead;
  private final PreparedStatement appendLog;
  private final PreparedStatement current;
  private final PreparedStatement setMeta;

  private WriteSession(Connection connection) throws SQLException {
    this.connection = connection;
    begin = connection.prepareStatement("BEGIN IMMEDIATE");
    commit = connection.prepareStatement("COMMIT");
    createHead =
        connection.prepareStatement(
            "INSERT INTO head(key, mrev) VALUES(?, ?) ON CONFLICT DO NOTHING");
    updateHead = connection.prepareStatement("UPDATE head SET mrev = ? WHERE key = ? AND mrev = ?");
    deleteHead = connection.prepareStatement("DELETE FROM head WHERE key = ? AND mrev = ?");
    appendLog =
        connection.prepareStatement(
            "INSERT INTO log(rev, key, prev, ts, crc, val) VALUES(?, ?, ?, ?, ?, ?)");
    current =
        connection.prepareStatement(
            "SELECT "
                + LogRow.columns("l")
                + ", h.key FROM head h LEFT JOIN log l ON l.rev = h.mrev AND l.key = h.key"
                + " WHERE h.key = ?");
    setMeta = connection.prepareStatement("UPDATE meta SET v = ? WHERE k = ?");
  }

  static WriteSession open(Path file) throws SQLException {
    Connection connection = Connections.writing(file);
    try {
      boolean small = file.toFile().getUsableSpace() < SMALL_DISK;
      int pages = small ? CHECKPOINT_PAGES_ON_A_SMALL_DISK : CHECKPOINT_PAGES;
      Connections.execute(connection, "PRAGMA synchronous=FULL");
      Connections.execute(connection, "PRAGMA wal_autocheckpoint=" + pages);
      Connections.execute(connection, "PRAGMA journal_size_limit=67108864");
      Connections.execute(connection, "PRAGMA cache_size=-16384");
      Connections.manageTransactionsBySql(connection);
      return new WriteSession(connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  void begin() throws SQLException {
    begin.executeUpdate();
  }

  void commit() throws SQLException {
    commit.executeUpdate();
  }

  /** Ends a transaction that failed; SQLite may have ended it already. */
  void rollBack() {
    try {
      execute("ROLLBACK");
    } catch (SQLException alreadyRolledBack) {
      // Nothing is left to undo.
    }
  }

  /** Applies a write as {@code revision} if the key is as expected; says whether it was. */
  boolean apply(WriteOperation operation, long revision, long millis) throws SQLException {
    return moveHead(operation, revision) && append(operation, revision, millis);
  }

  private boolean moveHead(WriteOperation operation, long revision) throws SQLException {
    long expected = operation.expectedRevision();
    if (operation.value() == null) {
      deleteHead.setString(1, operation.key());
      deleteHead.setLong(2, expected);
      return deleteHead.executeUpdate() == 1;
    }
    if (expected == 0) {
      createHead.setString(1, operation.key());
      createHead.setLong(2, revision);
      return createHead.executeUpdate() == 1;
    }
    updateHead.setLong(1, revision);
    updateHead.setString(2, operation.key());
    updateHead.setLong(3, expected);
    return updateHead.executeUpdate() == 1;
  }

  private boolean append(WriteOperation operation, long revision, long millis) throws SQLException {
    byte[] key = operation.key().getBytes(UTF_8);
    long expected = operation.expectedRevision();
    appendLog.setLong(1, revision);
    appendLog.setString(2, operation.key());
    appendLog.setLong(3, expected);
    appendLog.setLong(4, millis);
    appendLog.setLong(5, checksum.of(revision, expected, key, operation.value()));
    appendLog.setBytes(6, operation.value());
    return appendLog.executeUpdate() == 1;
  }

  @Nullable Entry current(String key) throws SQLException {
    current.setString(1, key);
    try (ResultSet row = current.executeQuery()) {
      if (!row.next()) {
        return null;
      }
      LogRow found = LogRow.read(row, 1, 1 + LogRow.COLUMNS, checksum);
      byte[] value = found.value();
      return value == null ? null : new Entry(found.key(), value, found.revision());
    }
  }

  void setRevision(long revision) throws SQLException {
    setMeta("revision", revision);
  }

  void setCompacted(long revision) throws SQLException {
    setMeta("compacted", revision);
  }

  private void setMeta(String name, long value) throws SQLException {
    setMeta.setLong(1, value);
    setMeta.setString(2, name);
    setMeta.executeUpdate();
  }

  Schema.Meta meta() throws SQLException {
    return Schema.Meta.of(connection);
  }

  long newestMillis() throws SQLException {
    return number("SELECT ts FROM log ORDER BY rev DESC LIMIT 1");
  }

  /**
   * Shows that writing works, by doing it. What a failed commit may have left at the end of the
   * write-ahead log is overwritten by this, so that it cannot come back after a crash.
   */
  void probe() throws SQLException {
    begin();
    Schema.write(connection, "probe", new byte[PROBE_BYTES]);
    commit();
    begin();
    execute("DELETE FROM meta WHERE k = 'probe'");
    commit();
  }

  void execute(String sql) throws SQLException {
    Connections.execute(connection, sql);
  }

  long number(String sql) throws SQLException {
    return Connections.number(connection, sql);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
