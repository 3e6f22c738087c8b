package dev.clusterregistry.machinery.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps through canonical JSON, which has no blanks. Running off the end shows as an {@link
 * ArrayIndexOutOfBoundsException}.
 */
final class CanonicalScanner {
  private final byte[] json;
  private int at;
  private int keyFrom;
  private int keyTo;

  /**
   * @param at just behind an opening brace
   */
  CanonicalScanner(byte[] json, int at) {
    this.json = json;
    this.at = at;
  }

  /** Goes to the next member's value; false at the end of the object. */
  boolean nextMember() {
    byte c = json[at];
    if (c == ',') {
      c = json[++at];
    }
    if (c == '}') {
      at++;
      return false;
    }
    expect('"');
    keyFrom = at;
    skipText();
    keyTo = at - 1;
    expect(':');
    return true;
  }

  boolean keyBegins(char first) {
    return json[keyFrom] == first;
  }

  boolean keyIs(String ascii) {
    int length = ascii.length();
    if (keyTo - keyFrom != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (json[keyFrom + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Goes into the value if it is an object. */
  boolean enter() {
    if (json[at] != '{') {
      return false;
    }
    at++;
    return true;
  }

  String text() {
    expect('"');
    int from = at;
    boolean escaped = skipText();
    String raw = new String(json, from, at - 1 - from, StandardCharsets.UTF_8);
    return escaped ? unescape(raw) : raw;
  }

  /** A scalar as a selector compares it. */
  String scalar() {
    if (json[at] == '"') {
      return text();
    }
    if (json[at] == '{' || json[at] == '[') {
      return "";
    }
    int from = at;
    skip();
    return new String(json, from, at - from, StandardCharsets.US_ASCII);
  }

  /** The members of an object of texts, names and values in turn. */
  String[] pairs() {
    List<String> pairs = new ArrayList<>(16);
    expect('{');
    while (nextMember()) {
      String raw = new String(json, keyFrom, keyTo - keyFrom, StandardCharsets.UTF_8);
      pairs.add(raw.indexOf('\\') < 0 ? raw : unescape(raw));
      pairs.add(text());
    }
    return pairs.toArray(String[]::new);
  }

  void skip() {
    int depth = 0;
    do {
      byte c = json[at++];
      switch (c) {
        case '"' -> skipText();
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case ',', ':' -> {}
        default -> skipWord();
      }
    } while (depth > 0);
  }

  private void skipWord() {
    while (json[at] != ',' && json[at] != '}' && json[at] != ']') {
      at++;
    }
  }

  /** Goes behind the closing quote; whether there is an escape in between. */
  private boolean skipText() {
    boolean escaped = false;
    byte c = json[at++];
    while (c != '"') {
      if (c == '\\') {
        escaped = true;
        at++;
      }
      c = json[at++];
    }
    return escaped;
  }

  private void expect(char c) {
    if (json[at] != c) {
      throw new DecodingException("expected " + c + " in the stored value at byte " + at);
    }
    at++;
  }

  private static String unescape(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char escape = raw.charAt(++i);
      switch (escape) {
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'u' -> {
          text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
          i += 4;
        }
        default -> text.append(escape);
      }
    }
    return text.toString();
  }
}
