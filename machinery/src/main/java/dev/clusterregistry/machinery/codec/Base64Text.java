package dev.clusterregistry.machinery.codec;

import java.util.Base64;

/** Padded standard base64, with the leniency and the error positions of Go's decoder. */
final class Base64Text {
  private Base64Text() {}

  /** The position that Go names in its error, or -1 for a well-formed text. */
  static int firstBad(String text) {
    int length = text.length();
    int i = 0;
    int inGroup = 0;
    while (i < length) {
      char c = text.charAt(i++);
      if (c == '\n' || c == '\r') {
        continue;
      }
      if (c == '=') {
        return badPadding(text, i, inGroup);
      }
      if (!isDigit(c)) {
        return i - 1;
      }
      inGroup = (inGroup + 1) & 3;
    }
    return inGroup == 0 ? -1 : length - inGroup;
  }

  /**
   * @param i after the first =
   */
  private static int badPadding(String text, int i, int inGroup) {
    int next = i;
    if (inGroup < 2) {
      return i - 1;
    }
    if (inGroup == 2) {
      next = skipNewlines(text, next);
      if (next == text.length()) {
        return text.length();
      }
      if (text.charAt(next) != '=') {
        return next;
      }
      next++;
    }
    next = skipNewlines(text, next);
    return next == text.length() ? -1 : next;
  }

  private static int skipNewlines(String text, int from) {
    int i = from;
    while (i < text.length() && (text.charAt(i) == '\n' || text.charAt(i) == '\r')) {
      i++;
    }
    return i;
  }

  private static boolean isDigit(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }

  /** The same bytes as Go writes them: no line ends, no stray bits. */
  static String canonical(String text) {
    boolean plain = !text.endsWith("=") && text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
    return plain ? text : Base64.getEncoder().encodeToString(Base64.getMimeDecoder().decode(text));
  }
}
