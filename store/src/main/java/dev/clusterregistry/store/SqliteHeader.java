package dev.clusterregistry.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The first bytes of a store's file, read before SQLite is let near it: a foreign file is named as
 * such and left untouched. Source: https://www.sqlite.org/fileformat2.html#the_database_header
 */
final class SqliteHeader {
  private static final int LENGTH = 100;
  private static final String MAGIC = "SQLite format 3\0";
  private static final int APPLICATION_ID_OFFSET = 68;

  private SqliteHeader() {}

  /**
   * Refuses what is not a store. Not to be called while this process has the file open in SQLite,
   * whose locks would be lost when this closes it.
   */
  static void requireOurs(Path file) {
    byte[] header;
    try (InputStream in = Files.newInputStream(file)) {
      header = in.readNBytes(LENGTH);
    } catch (IOException e) {
      throw new UnusableStoreException("cannot read " + file + ": " + DataFolder.reason(e), e);
    }
    if (header.length == 0) {
      throw new UnusableStoreException(file + " is empty: it has been cut off; restore a backup");
    }
    if (header.length < LENGTH
        || !new String(header, 0, MAGIC.length(), ISO_8859_1).equals(MAGIC)) {
      throw new UnusableStoreException(file + " is not a SQLite file, or its start is damaged");
    }
    if (ByteBuffer.wrap(header).getInt(APPLICATION_ID_OFFSET) != Schema.APPLICATION_ID) {
      throw new UnusableStoreException(file + " is a SQLite file of another program, not a store");
    }
  }
}
