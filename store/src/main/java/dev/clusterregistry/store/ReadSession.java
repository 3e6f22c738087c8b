package dev.clusterregistry.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection that reads, used by one thread. Every query sees one committed state. */
final class ReadSession implements AutoCloseable {
  private static final int SLICE_CHANGES = 1_000;
  private static final long SLICE_BYTES = 4L << 20;

  /** Sorts after every text, so that a range without an end needs no statement of its own. */
  private static final byte[] AFTER_ALL_KEYS = {};

  private final Connection connection;
  private final LogRow.Checksum checksum = new LogRow.Checksum();
  private final PreparedStatement scan;
  private final PreparedStatement changes;

  private ReadSession(Connection connection) throws SQLException {
    this.connection = connection;
    scan =
        connection.prepareStatement(
            "SELECT "
                + LogRow.columns("l")
                + ", h.key FROM head h"
                + " LEFT JOIN log l ON l.rev = h.mrev AND l.key = h.key"
                + " WHERE h.key >= ? AND h.key < ? ORDER BY h.key");
    changes =
        connection.prepareStatement(
            "SELECT "
                + LogRow.columns("l")
                + ", "
                + LogRow.columns("p")
                + " FROM log l LEFT JOIN log p ON p.rev = l.prev"
                + " WHERE l.rev > ? AND l.key >= ? AND l.key < ? ORDER BY l.rev LIMIT "
                + SLICE_CHANGES);
  }

  static ReadSession open(Path file) throws SQLException {
    Connection connection = Connections.reading(file);
    try {
      Connections.manageTransactionsBySql(connection);
      return new ReadSession(connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  Scan scan(String prefix) throws SQLException {
    return atOneRevision(
        meta -> {
          bindRange(scan, 1, prefix);
          List<Entry> entries = new ArrayList<>();
          try (ResultSet rows = scan.executeQuery()) {
            while (rows.next()) {
              LogRow row = LogRow.read(rows, 1, 1 + LogRow.COLUMNS, checksum);
              byte[] value = row.value();
              if (value == null) {
                throw new UnusableStoreException(
                    "the current record of \"" + row.key() + "\" is damaged: it is a deletion");
              }
              entries.add(new Entry(row.key(), value, row.revision()));
            }
          }
          return new Scan(meta.revision(), entries);
        });
  }

  History.Slice since(String prefix, long after) throws SQLException {
    return atOneRevision(
        meta -> {
          if (after < meta.compacted()) {
            throw new CompactedException(meta.compacted());
          }
          changes.setLong(1, after);
          bindRange(changes, 2, prefix);
          List<Change> found = new ArrayList<>();
          long bytes = 0;
          try (ResultSet rows = changes.executeQuery()) {
            while (rows.next()) {
              Change change = change(rows);
              found.add(change);
              bytes += length(change.value()) + length(change.previousValue());
              if (found.size() == SLICE_CHANGES || bytes > SLICE_BYTES) {
                return new History.Slice(found, change.revision());
              }
            }
          }
          return new History.Slice(found, meta.revision());
        });
  }

  private Change change(ResultSet rows) throws SQLException {
    LogRow row = LogRow.read(rows, 1, LogRow.KEY, checksum);
    byte @Nullable [] previous = null;
    if (row.previousRevision() > 0) {
      // Kept until the change that replaced it is compacted itself.
      previous = LogRow.read(rows, 1 + LogRow.COLUMNS, LogRow.KEY, checksum).value();
    }
    return new Change(row.revision(), row.key(), row.value(), row.previousRevision(), previous);
  }

  /**
   * The revision up to which history is to be compacted now. Every interval it is worked out anew
   * from what the file holds, so that nothing has to be counted while writing.
   */
  long compactionTarget(SqliteOptions options, long nowMillis) throws SQLException {
    return atOneRevision(
        meta -> {
          long oldest = nowMillis - options.historyWindow().toMillis();
          long target = newestOlderThan(oldest, meta.compacted(), meta.revision());
          target = Math.max(target, meta.revision() - options.historyRevisions());
          target = Math.max(target, meta.revision() - affordable(options, meta));
          return Math.min(target, meta.revision());
        });
  }

  /** How many revisions fit into the history's bytes, at the average size of a row. */
  private long affordable(SqliteOptions options, Schema.Meta meta) throws SQLException {
    long pages = number("PRAGMA page_count") - number("PRAGMA freelist_count");
    long bytes = pages * number("PRAGMA page_size");
    if (bytes <= options.historyBytes()) {
      return Long.MAX_VALUE;
    }
    long rows = meta.revision() - meta.compacted() + number("SELECT count(*) FROM head");
    return options.historyBytes() / Math.max(1, bytes / Math.max(1, rows));
  }

  /** Bisects the log, whose times never fall. */
  private long newestOlderThan(long millis, long low, long high) throws SQLException {
    long older = low;
    long newer = high + 1;
    try (PreparedStatement time =
        connection.prepareStatement(
            "SELECT rev, ts FROM log WHERE rev >= ? ORDER BY rev LIMIT 1")) {
      while (older + 1 < newer) {
        long middle = older + (newer - older) / 2;
        time.setLong(1, middle);
        try (ResultSet row = time.executeQuery()) {
          if (row.next() && row.getLong(2) < millis) {
            older = Math.min(row.getLong(1), newer - 1);
          } else {
            newer = middle;
          }
        }
      }
    }
    return older;
  }

  Schema.Meta meta() throws SQLException {
    return Schema.Meta.of(connection);
  }

  Connection connection() {
    return connection;
  }

  private long number(String sql) throws SQLException {
    return Connections.number(connection, sql);
  }

  private static void bindRange(PreparedStatement statement, int first, String prefix)
      throws SQLException {
    statement.setString(first, prefix);
    String end = KeyOrder.endOf(prefix);
    if (end == null) {
      statement.setBytes(first + 1, AFTER_ALL_KEYS);
    } else {
      statement.setString(first + 1, end);
    }
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private <T> T atOneRevision(Query<T> query) throws SQLException {
    Connections.execute(connection, "BEGIN");
    try {
      return query.run(meta());
    } finally {
      Connections.execute(connection, "ROLLBACK");
    }
  }

  private interface Query<T> {
    T run(Schema.Meta meta) throws SQLException;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
