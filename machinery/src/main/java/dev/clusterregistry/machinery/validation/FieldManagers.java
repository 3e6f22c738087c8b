package dev.clusterregistry.machinery.validation;

import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import dev.clusterregistry.machinery.json.GoQuote;
import java.util.List;
import java.util.Locale;

/** The names of field managers. */
public final class FieldManagers {
  private static final int LONGEST = 128;

  private FieldManagers() {}

  /**
   * Who a write is attributed to.
   *
   * @param fieldManager the query parameter, empty if absent
   * @param userAgent the header, empty if absent
   */
  public static String name(String fieldManager, String userAgent) {
    if (!fieldManager.isEmpty()) {
      return fieldManager;
    }
    int slash = userAgent.indexOf('/');
    String program = slash < 0 ? userAgent : userAgent.substring(0, slash);
    StringBuilder name = new StringBuilder();
    int bytes = 0;
    for (int rune : program.codePoints().toArray()) {
      if (GoQuote.isPrintable(rune)) {
        bytes += Names.byteLength(Character.toString(rune));
        if (bytes > LONGEST) {
          break;
        }
        name.appendCodePoint(rune);
      }
    }
    return name.isEmpty() ? "unknown" : name.toString();
  }

  static void check(String manager, FieldPath path, List<FieldError> errors) {
    if (Names.byteLength(manager) > LONGEST) {
      errors.add(FieldError.tooLong(path, LONGEST));
    }
    int position = 0;
    for (int rune : manager.codePoints().toArray()) {
      if (!GoQuote.isPrintable(rune)) {
        String code = Integer.toHexString(rune).toUpperCase(Locale.ROOT);
        errors.add(
            FieldError.invalid(
                path,
                manager,
                "invalid character U+"
                    + "0".repeat(Math.max(0, 4 - code.length()))
                    + code
                    + " (at position "
                    + position
                    + ")"));
      }
      position += Names.byteLength(Character.toString(rune));
    }
  }
}
