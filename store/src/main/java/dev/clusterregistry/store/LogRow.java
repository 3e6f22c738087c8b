package dev.clusterregistry.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log, read and verified.
 *
 * @param value null if the key was deleted
 */
record LogRow(long revision, long previousRevision, String key, byte @Nullable [] value) {
  /** The columns that {@link #read} expects, in order, of a table named by the prefix. */
  static String columns(String table) {
    return table + ".rev, " + table + ".prev, " + table + ".crc, " + table + ".key, " + table
        + ".val";
  }

  static final int COLUMNS = 5;

  /** Where the key stands among them, counted from one. */
  static final int KEY = 4;

  /** Reads the columns from {@code first} on; a damaged row is named by {@code nameColumn}. */
  static LogRow read(ResultSet row, int first, int nameColumn, Checksum checksum)
      throws SQLException {
    long revision = row.getLong(first);
    long previous = row.getLong(first + 1);
    long crc = row.getLong(first + 2);
    // As bytes: the checksum needs them, and SQLite's own conversion to a string is slower.
    byte[] key = row.getBytes(first + 3);
    byte @Nullable [] value = row.getBytes(first + 4);
    if (key == null || crc != checksum.of(revision, previous, key, value)) {
      throw new UnusableStoreException(
          "the record of \""
              + row.getString(nameColumn)
              + (key == null
                  ? "\" is missing from the store's file"
                  : "\" at revision " + revision + " is damaged: its checksum does not match"));
    }
    return new LogRow(revision, previous, new String(key, UTF_8), value);
  }

  /** Computes row checksums, one at a time. */
  static final class Checksum {
    private final CRC32C crc = new CRC32C();
    private final byte[] numbers = new byte[2 * Long.BYTES];
    private final ByteBuffer buffer = ByteBuffer.wrap(numbers);

    long of(long revision, long previousRevision, byte[] key, byte @Nullable [] value) {
      buffer.putLong(0, revision).putLong(Long.BYTES, previousRevision);
      crc.reset();
      crc.update(numbers, 0, numbers.length);
      crc.update(key, 0, key.length);
      // The length tells a deletion from an empty value, and where the key ends.
      buffer.putInt(0, value == null ? -1 : value.length);
      crc.update(numbers, 0, Integer.BYTES);
      if (value != null) {
        crc.update(value, 0, value.length);
      }
      return crc.getValue();
    }
  }
}
