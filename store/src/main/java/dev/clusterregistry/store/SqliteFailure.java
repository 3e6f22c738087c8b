package dev.clusterregistry.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an error of SQLite means for the write under way, and in an operator's words. */
enum SqliteFailure {
  /** Nothing was written. */
  FULL("the disk is full"),
  /** Nothing was written: another program holds SQLite's own lock. */
  BUSY("another program has locked the store's file"),
  /** Nothing was written; nothing can be. */
  READ_ONLY("the store's file cannot be written"),
  /** The file is damaged. */
  CORRUPT("the store's file is damaged"),
  /** Anything may have happened. */
  INPUT_OUTPUT("the store's file cannot be read or written");

  private static final int PRIMARY_CODE = 0xff;

  private final String text;

  SqliteFailure(String text) {
    this.text = text;
  }

  static SqliteFailure of(SQLException error) {
    SQLiteErrorCode code = code(error);
    if (code == null) {
      return INPUT_OUTPUT;
    }
    return switch (code.code & PRIMARY_CODE) {
      case 13 -> FULL;
      case 5, 6 -> BUSY;
      case 3, 8, 14 -> READ_ONLY;
      case 11, 26 -> CORRUPT;
      default -> INPUT_OUTPUT;
    };
  }

  /** One line: what is wrong and SQLite's own name for it. */
  static String explain(SQLException error) {
    SQLiteErrorCode code = code(error);
    String detail = code == null ? String.valueOf(error.getMessage()) : code.name();
    return of(error).text + " (" + detail + ")";
  }

  static UnusableStoreException unusable(String context, SQLException error) {
    return new UnusableStoreException(context + ": " + explain(error), error);
  }

  private static @Nullable SQLiteErrorCode code(SQLException error) {
    return error instanceof SQLiteException sqlite ? sqlite.getResultCode() : null;
  }
}
