package dev.clusterregistry.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Verifies everything that a store's file says about itself: SQLite's own structure, the checksum
 * of every row, and that {@code log} and {@code head} agree. Only reads; a server may be using the
 * file.
 */
public final class StoreCheck {
  private static final int MAX_PROBLEMS = 100;

  private final Connection connection;
  private final List<String> problems = new ArrayList<>();

  private StoreCheck(Connection connection) {
    this.connection = connection;
  }

  /**
   * Checks a store's file, or the one in a data folder.
   *
   * @throws UnusableStoreException if there is no store to be checked
   */
  public static StoreReport check(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(DataFolder.STORE) : path;
    if (!Files.isRegularFile(file)) {
      throw new UnusableStoreException("there is no store at " + file);
    }
    try (Connection connection = Connections.reading(file)) {
      if (Connections.number(connection, "PRAGMA application_id") != Schema.APPLICATION_ID) {
        throw new UnusableStoreException(file + " is not a store of this program");
      }
      Connections.manageTransactionsBySql(connection);
      Connections.execute(connection, "BEGIN");
      Schema.Meta meta = Schema.Meta.of(connection);
      meta.requireKnownFormat(file);
      return new StoreCheck(connection).run(meta);
    } catch (SQLException e) {
      throw SqliteFailure.unusable("cannot check " + file, e);
    }
  }

  private StoreReport run(Schema.Meta meta) throws SQLException {
    checkStructure();
    long changes = checkRows(meta);
    checkHead();
    checkHistory(meta);
    long keys = Connections.number(connection, "SELECT count(*) FROM head");
    return new StoreReport(
        meta.identity(),
        meta.revision(),
        meta.compacted(),
        keys,
        changes,
        meta.backup(),
        List.copyOf(problems));
  }

  private void checkStructure() {
    report(
        "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
        "SQLite: ");
  }

  private long checkRows(Schema.Meta meta) throws SQLException {
    LogRow.Checksum checksum = new LogRow.Checksum();
    long count = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT " + LogRow.columns("l") + " FROM log l ORDER BY l.rev")) {
      while (rows.next()) {
        count++;
        try {
          LogRow row = LogRow.read(rows, 1, LogRow.KEY, checksum);
          if (row.revision() > meta.revision()) {
            problem(
                "the record of \""
                    + row.key()
                    + "\" has revision "
                    + row.revision()
                    + ", above the store's "
                    + meta.revision());
          }
        } catch (UnusableStoreException damaged) {
          problem(String.valueOf(damaged.getMessage()));
        }
      }
    } catch (SQLException e) {
      problem("the records cannot all be read: " + SqliteFailure.explain(e));
    }
    return count;
  }

  private void checkHead() {
    report(
        """
        SELECT '"' || h.key || '" has no record at its revision ' || h.mrev
        FROM head h LEFT JOIN log l ON l.rev = h.mrev AND l.key = h.key
        WHERE l.val IS NULL""",
        "the current value of ");
    report(
        """
        SELECT '"' || l.key || '" at revision ' || l.rev FROM log l
        WHERE l.val IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM head h WHERE h.key = l.key AND h.mrev = l.rev)
          AND l.rev NOT IN (SELECT prev FROM log WHERE prev > 0)""",
        "a value that nothing replaced is not a current one: ");
  }

  private void checkHistory(Schema.Meta meta) {
    report(
        "SELECT '\"' || l.key || '\" at revision ' || l.rev FROM log l"
            + " LEFT JOIN log p ON p.rev = l.prev AND p.key = l.key AND p.val IS NOT NULL"
            + " WHERE l.prev > 0 AND p.rev IS NULL AND l.rev > "
            + meta.compacted(),
        "the value before a change is missing: ");
  }

  /** Every row of the query is a problem. */
  private void report(String query, String text) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        problem(text + rows.getString(1));
      }
    } catch (SQLException e) {
      problem("a check could not be made: " + SqliteFailure.explain(e));
    }
  }

  private void problem(String text) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(text);
    } else if (problems.size() == MAX_PROBLEMS) {
      problems.add("there are more problems");
    }
  }
}
