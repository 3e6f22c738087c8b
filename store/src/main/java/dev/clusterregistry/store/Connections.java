package dev.clusterregistry.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/**
 * Opens SQLite connections.
 *
 * <p>All of them manage transactions by SQL ({@code BEGIN}, {@code COMMIT}), with the driver's
 * auto-commit switched off and the transaction it then opens rolled back. In auto-commit mode the
 * driver would try a BEGIN of its own after every statement; left to manage transactions, it
 * believes that one is open after SQLite has rolled it back because the disk is full, and commits
 * the next statements one by one.
 */
final class Connections {
  private static final int BUSY_MILLIS = 5_000;

  private Connections() {}

  /** A connection that may write; the file is created if it does not exist. */
  static Connection writing(Path file) throws SQLException {
    return open(file, new SQLiteConfig());
  }

  /** A connection that never writes. */
  static Connection reading(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return open(file, config);
  }

  private static Connection open(Path file, SQLiteConfig config) throws SQLException {
    // Otherwise the driver matches a regular expression and runs a query after every insert.
    config.setGetGeneratedKeys(false);
    config.setBusyTimeout(BUSY_MILLIS);
    return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
  }

  /** Leaves transactions to the SQL that is executed. */
  static void manageTransactionsBySql(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    execute(connection, "ROLLBACK");
  }

  /** Runs a statement to its end; {@code execute} would stop a PRAGMA after its first step. */
  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.next() ? result.getLong(1) : 0;
    }
  }
}
