package dev.clusterregistry.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes what any store holds as a file such as the embedded one's, without history. */
final class ScanFile {
  private ScanFile() {}

  /**
   * @param file empty or absent
   * @param identity of the store that was scanned
   */
  static void write(Path file, String identity, Scan scan) throws SQLException {
    Schema.create(file, identity);
    try (Connection connection = Connections.writing(file)) {
      Connections.manageTransactionsBySql(connection);
      Connections.execute(connection, "BEGIN IMMEDIATE");
      insert(connection, scan);
      Schema.write(connection, "revision", scan.revision());
      Schema.write(connection, "compacted", scan.revision());
      Connections.execute(connection, "COMMIT");
    }
  }

  private static void insert(Connection connection, Scan scan) throws SQLException {
    LogRow.Checksum checksum = new LogRow.Checksum();
    long now = System.currentTimeMillis();
    try (PreparedStatement log =
            connection.prepareStatement(
                "INSERT OR IGNORE INTO log(rev, key, prev, ts, crc, val) VALUES(?, ?, 0, ?, ?, ?)");
        PreparedStatement head =
            connection.prepareStatement("INSERT INTO head(key, mrev) VALUES(?, ?)")) {
      for (Entry entry : scan.entries()) {
        byte[] key = entry.key().getBytes(UTF_8);
        log.setLong(1, entry.revision());
        log.setString(2, entry.key());
        log.setLong(3, now);
        log.setLong(4, checksum.of(entry.revision(), 0, key, entry.value()));
        log.setBytes(5, entry.value());
        if (log.executeUpdate() != 1) {
          throw new UnusableStoreException(
              "\""
                  + entry.key()
                  + "\" and another key were written at one revision, "
                  + entry.revision()
                  + ": another program writes there, which must not be");
        }
        head.setString(1, entry.key());
        head.setLong(2, entry.revision());
        head.executeUpdate();
      }
    }
  }
}
