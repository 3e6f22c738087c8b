package dev.clusterregistry.machinery.yaml;

/**
 * How a text is written: plain, single-quoted, double-quoted or as a literal block. As in Go, a
 * line that has become long goes on in the next one after a blank, except in keys.
 */
final class YamlText {
  private static final int NO_FOLDING = -1;
  private static final String FIRST_INDICATORS = "#,[]{}&*!|>'\"%@`";
  private static final String HEX = "0123456789ABCDEF";

  private YamlText() {}

  static String key(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    if (text.indexOf('\n') >= 0) {
      appendDoubleQuoted(out, text, NO_FOLDING);
    } else {
      append(out, text, NO_FOLDING);
    }
    return out.toString();
  }

  /**
   * @param indent of the lines of a literal block, and of those that go on with a long one
   */
  static void append(StringBuilder out, String text, int indent) {
    if (hasSpecial(text)) {
      appendDoubleQuoted(out, text, indent);
    } else if (text.indexOf('\n') >= 0) {
      if (text.contains(" \n") || text.endsWith(" ")) {
        appendDoubleQuoted(out, text, indent);
      } else {
        appendLiteral(out, text, Math.max(indent, 2));
      }
    } else if (!YamlScalar.staysText(text) || looksLikeNumberOrTime(text)) {
      appendDoubleQuoted(out, text, indent);
    } else if (plainAllowed(text)) {
      appendPlain(out, text, indent);
    } else {
      appendSingleQuoted(out, text, indent);
    }
  }

  private static void appendPlain(StringBuilder out, String text, int indent) {
    YamlFolding folding = new YamlFolding(out, text, indent);
    for (int i = 0; i < text.length(); i++) {
      if (!folding.foldsAt(i, false)) {
        out.append(text.charAt(i));
      }
    }
  }

  private static void appendSingleQuoted(StringBuilder out, String text, int indent) {
    out.append('\'');
    YamlFolding folding = new YamlFolding(out, text, indent);
    for (int i = 0; i < text.length(); i++) {
      if (!folding.foldsAt(i, false)) {
        char c = text.charAt(i);
        out.append(c == '\'' ? "''" : Character.toString(c));
      }
    }
    out.append('\'');
  }

  private static boolean plainAllowed(String text) {
    char first = text.charAt(0);
    char last = text.charAt(text.length() - 1);
    boolean alone = text.length() == 1;
    if (first == ' ' || last == ' ' || FIRST_INDICATORS.indexOf(first) >= 0) {
      return false;
    }
    if ((first == '-' || first == '?' || first == ':') && (alone || text.charAt(1) == ' ')) {
      return false;
    }
    return !text.startsWith("---")
        && !text.startsWith("...")
        && last != ':'
        && !text.contains(": ")
        && !text.contains(" #");
  }

  /** What Go resolves to a number, a time or a merge key, beyond what the reader here does. */
  private static boolean looksLikeNumberOrTime(String text) {
    if (text.equals("<<") || text.equals("=")) {
      return true;
    }
    char first = text.charAt(0);
    if (first < '0' || first > '9') {
      return (first == '-' || first == '+') && isBase60(text);
    }
    return isBase60(text) || isTime(text);
  }

  private static boolean isBase60(String text) {
    if (text.indexOf(':') < 0) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean allowed = (c >= '0' && c <= '9') || c == ':' || c == '_' || c == '.' || c == '-';
      if (!allowed && !(c == '+' && i == 0)) {
        return false;
      }
    }
    return true;
  }

  /** A date yyyy-m-d, alone or followed by a time. */
  private static boolean isTime(String text) {
    if (text.length() < 8 || text.charAt(4) != '-') {
      return false;
    }
    int dashes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      dashes += c == '-' ? 1 : 0;
      if (c == 'T' || c == 't' || c == ' ') {
        return dashes == 2;
      }
      if (c != '-' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return dashes == 2;
  }

  private static boolean hasSpecial(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean printable = c == '\n' || (c >= 0x20 && c < 0x7f) || c >= 0xa0 || c == 0x85;
      if (!printable || c == '\ufeff' || c == '\u2028' || c == '\u2029' || c == 0x85) {
        return true;
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static void appendLiteral(StringBuilder out, String text, int indent) {
    out.append('|');
    if (text.charAt(0) == ' ' || text.charAt(0) == '\n') {
      out.append('2');
    }
    boolean ended = text.endsWith("\n");
    if (!ended) {
      out.append('-');
    } else if (text.length() == 1 || text.charAt(text.length() - 2) == '\n') {
      out.append('+');
    }
    String body = ended ? text.substring(0, text.length() - 1) : text;
    for (String line : body.split("\n", -1)) {
      out.append('\n');
      if (!line.isEmpty()) {
        out.repeat(' ', indent).append(line);
      }
    }
  }

  private static void appendDoubleQuoted(StringBuilder out, String text, int indent) {
    out.append('"');
    YamlFolding folding = new YamlFolding(out, text, indent);
    for (int i = 0; i < text.length(); ) {
      if (folding.foldsAt(i, true)) {
        i++;
        continue;
      }
      int rune = text.codePointAt(i);
      i += Character.charCount(rune);
      switch (rune) {
        case '"', '\\' -> out.append('\\').append((char) rune);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case 0 -> out.append("\\0");
        default -> appendRune(out, rune);
      }
    }
    out.append('"');
  }

  private static void appendRune(StringBuilder out, int rune) {
    boolean surrogate = rune >= Character.MIN_SURROGATE && rune <= Character.MAX_SURROGATE;
    if (surrogate) {
      out.append('\ufffd');
    } else if (rune < 0x20 || (rune >= 0x7f && rune < 0xa0)) {
      out.append("\\x").append(HEX.charAt(rune >> 4)).append(HEX.charAt(rune & 0xf));
    } else if (rune == 0x2028) {
      out.append("\\L");
    } else if (rune == 0x2029) {
      out.append("\\P");
    } else if (rune == 0xfeff) {
      out.append("\\uFEFF");
    } else {
      out.appendCodePoint(rune);
    }
  }
}
