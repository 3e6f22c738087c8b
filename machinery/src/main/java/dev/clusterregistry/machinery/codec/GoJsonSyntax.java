package dev.clusterregistry.machinery.codec;

import dev.clusterregistry.machinery.json.GoQuote;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Finds the first syntax error of a JSON text in the words of Go's decoder. Not fast. */
final class GoJsonSyntax {
  private static final String END = "unexpected end of JSON input";

  private final byte[] json;
  private int at;

  /** A set bit for each open object, a clear one for each open list. */
  private final BitSet objects = new BitSet();

  private int depth;

  private GoJsonSyntax(byte[] json) {
    this.json = json;
  }

  /** The error, or null for what Go holds well-formed. */
  static @Nullable String error(byte[] json) {
    try {
      new GoJsonSyntax(json).document();
      return null;
    } catch (DecodingException e) {
      return e.getMessage();
    }
  }

  private void document() {
    boolean more = valueStart("looking for beginning of value");
    while (more) {
      more = afterValue();
    }
    skipBlanks();
    if (at < json.length) {
      throw invalid("after top-level value");
    }
  }

  /**
   * Reads a scalar, or opens containers up to the first scalar or empty container.
   *
   * @return whether a container is open
   */
  private boolean valueStart(String context) {
    while (true) {
      switch (peek()) {
        case '{' -> {
          open(true);
          if (peek() == '}') {
            at++;
            depth--;
            return depth > 0;
          }
          key();
        }
        case '[' -> {
          open(false);
          if (peek() == ']') {
            at++;
            depth--;
            return depth > 0;
          }
        }
        default -> {
          scalar(context);
          return depth > 0;
        }
      }
    }
  }

  private void open(boolean object) {
    at++;
    if (depth == ObjectDecoder.MAX_DEPTH) {
      throw new DecodingException("exceeded max depth");
    }
    objects.set(depth++, object);
  }

  private boolean afterValue() {
    boolean object = objects.get(depth - 1);
    byte next = peek();
    if (next == ',') {
      at++;
      if (object) {
        key();
      }
      return valueStart("looking for beginning of value");
    }
    if (next == (object ? '}' : ']')) {
      at++;
      depth--;
      return depth > 0;
    }
    throw invalid(object ? "after object key:value pair" : "after array element");
  }

  private void key() {
    if (peek() != '"') {
      throw invalid("looking for beginning of object key string");
    }
    string();
    if (peek() != ':') {
      throw invalid("after object key");
    }
    at++;
  }

  private void scalar(String context) {
    switch (json[at]) {
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> {
        if (json[at] != '-' && !isDigit(json[at])) {
          throw invalid(context);
        }
        number();
      }
    }
  }

  private void word(String word) {
    for (int i = 1; i < word.length(); i++) {
      at++;
      if (current() != word.charAt(i)) {
        throw invalid("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
    }
    at++;
  }

  private void number() {
    if (json[at] == '-') {
      at++;
      if (!isDigit(current())) {
        throw invalid("in numeric literal");
      }
    }
    if (json[at] == '0') {
      at++;
    } else {
      digits();
    }
    if (at < json.length && json[at] == '.') {
      at++;
      if (!isDigit(current())) {
        throw invalid("after decimal point in numeric literal");
      }
      digits();
    }
    if (at < json.length && (json[at] == 'e' || json[at] == 'E')) {
      at++;
      if (current() == '+' || current() == '-') {
        at++;
      }
      if (!isDigit(current())) {
        throw invalid("in exponent of numeric literal");
      }
      digits();
    }
  }

  private void digits() {
    while (at < json.length && isDigit(json[at])) {
      at++;
    }
  }

  private void string() {
    at++;
    while (current() != '"') {
      byte c = json[at];
      if (c >= 0 && c < 0x20) {
        throw invalid("in string literal");
      }
      at++;
      if (c == '\\') {
        escape();
      }
    }
    at++;
  }

  private void escape() {
    byte c = current();
    if (c == 'u') {
      for (int i = 0; i < 4; i++) {
        at++;
        if (Character.digit(current(), 16) < 0) {
          throw invalid("in \\u hexadecimal character escape");
        }
      }
    } else if ("bfnrt\\/\"".indexOf(c) < 0) {
      throw invalid("in string escape code");
    }
    at++;
  }

  private byte peek() {
    skipBlanks();
    return current();
  }

  private byte current() {
    if (at >= json.length) {
      throw new DecodingException(END);
    }
    return json[at];
  }

  private void skipBlanks() {
    while (at < json.length
        && (json[at] == ' ' || json[at] == '\t' || json[at] == '\r' || json[at] == '\n')) {
      at++;
    }
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  private DecodingException invalid(String context) {
    return new DecodingException("invalid character " + shown(json[at]) + " " + context);
  }

  private static String shown(byte c) {
    if (c == '\'') {
      return "'\\''";
    }
    if (c == '"') {
      return "'\"'";
    }
    String quoted = GoQuote.quote(new String(new byte[] {c}, StandardCharsets.ISO_8859_1));
    return "'" + quoted.substring(1, quoted.length() - 1) + "'";
  }
}
