package dev.clusterregistry.machinery.json;

/** Go's {@code strconv.Quote}, which is what {@code %q} prints. */
public final class GoQuote {
  private static final String HEX = "0123456789abcdef";

  private GoQuote() {}

  /** The text in double quotes, with everything escaped that Go does not hold printable. */
  public static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    append(out, text);
    return out.toString();
  }

  /** Appends the quoted text. */
  public static void append(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); ) {
      int rune = text.codePointAt(i);
      i += Character.charCount(rune);
      appendRune(out, rune);
    }
    out.append('"');
  }

  private static void appendRune(StringBuilder out, int rune) {
    switch (rune) {
      case '"', '\\' -> out.append('\\').append((char) rune);
      case 7 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 11 -> out.append("\\v");
      default -> {
        if (isPrintable(rune)) {
          out.appendCodePoint(rune);
        } else {
          appendEscaped(out, rune);
        }
      }
    }
  }

  private static void appendEscaped(StringBuilder out, int rune) {
    if (rune < 0x20 || rune == 0x7f) {
      appendHex(out.append("\\x"), rune, 2);
    } else if (rune >= Character.MIN_SURROGATE && rune <= Character.MAX_SURROGATE) {
      out.append((char) 0xfffd); // what Go decodes half a pair to
    } else if (rune < 0x10000) {
      appendHex(out.append("\\u"), rune, 4);
    } else {
      appendHex(out.append("\\U"), rune, 8);
    }
  }

  private static void appendHex(StringBuilder out, int value, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      out.append(HEX.charAt((value >> shift) & 0xf));
    }
  }

  /** Go's {@code strconv.IsPrint}: letters, marks, numbers, punctuation, symbols and the blank. */
  public static boolean isPrintable(int rune) {
    if (rune >= 0x20 && rune < 0x7f) {
      return true;
    }
    return switch (Character.getType(rune)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
