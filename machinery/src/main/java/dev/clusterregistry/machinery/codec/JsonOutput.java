package dev.clusterregistry.machinery.codec;

import dev.clusterregistry.machinery.json.GoNumber;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/** A growing array of JSON bytes, texts escaped as Go escapes them. Can be cut back. */
final class JsonOutput {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  /** For each ASCII character: 0 as it is, 'u' as \\u00xx, else the letter after the backslash. */
  private static final byte[] ESCAPES = escapes();

  /** Characters for which room is made at once. */
  private static final int CHUNK = 512;

  private byte[] bytes;
  private int length;

  JsonOutput(int capacity) {
    bytes = new byte[capacity];
  }

  private static byte[] escapes() {
    byte[] escapes = new byte[128];
    Arrays.fill(escapes, 0, 0x20, (byte) 'u');
    escapes['\b'] = 'b';
    escapes['\f'] = 'f';
    escapes['\n'] = 'n';
    escapes['\r'] = 'r';
    escapes['\t'] = 't';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    escapes['<'] = 'u';
    escapes['>'] = 'u';
    escapes['&'] = 'u';
    return escapes;
  }

  int length() {
    return length;
  }

  /** Forgets what was written after a length. */
  void cutTo(int earlier) {
    length = earlier;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  void write(char ascii) {
    room(1);
    bytes[length++] = (byte) ascii;
  }

  void write(byte[] raw) {
    room(raw.length);
    System.arraycopy(raw, 0, bytes, length, raw.length);
    length += raw.length;
  }

  void bool(boolean value) {
    write(value ? TRUE : FALSE);
  }

  void nothing() {
    write(NULL);
  }

  void number(JsonNode node) {
    if (node.isInt()) {
      integer(node.intValue());
    } else {
      write(GoNumber.text(node).getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void integer(int value) {
    if (value >= 0 && value < 10) {
      write((char) ('0' + value));
    } else {
      write(Integer.toString(value).getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** A text with its quotes. */
  void text(String text) {
    write('"');
    int i = 0;
    while (i < text.length()) {
      i = chunk(text, i, Math.min(text.length(), i + CHUNK));
    }
    write('"');
  }

  /**
   * Writes the characters up to an end, or one more if a pair lies across it.
   *
   * @return the first character not written
   */
  private int chunk(String text, int from, int end) {
    // A character takes at most six bytes.
    room((end - from + 1) * 6);
    byte[] out = bytes;
    int at = length;
    int i = from;
    for (; i < end; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        byte escape = ESCAPES[c];
        if (escape == 0) {
          out[at++] = (byte) c;
        } else if (escape != 'u') {
          out[at++] = '\\';
          out[at++] = escape;
        } else {
          at = unicode(out, at, c);
        }
      } else if (c < 0x800) {
        out[at++] = (byte) (0xc0 | (c >> 6));
        out[at++] = (byte) (0x80 | (c & 0x3f));
      } else if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        at = pair ? fourBytes(out, at, c, text.charAt(++i)) : threeBytes(out, at, '\ufffd');
      } else if (c == '\u2028' || c == '\u2029') {
        at = unicode(out, at, c);
      } else {
        at = threeBytes(out, at, c);
      }
    }
    length = at;
    return i;
  }

  private static int unicode(byte[] out, int from, char c) {
    int at = from;
    out[at++] = '\\';
    out[at++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      out[at++] = HEX[(c >> shift) & 0xf];
    }
    return at;
  }

  private static int threeBytes(byte[] out, int at, char c) {
    out[at] = (byte) (0xe0 | (c >> 12));
    out[at + 1] = (byte) (0x80 | ((c >> 6) & 0x3f));
    out[at + 2] = (byte) (0x80 | (c & 0x3f));
    return at + 3;
  }

  private static int fourBytes(byte[] out, int at, char high, char low) {
    int rune = Character.toCodePoint(high, low);
    out[at] = (byte) (0xf0 | (rune >> 18));
    out[at + 1] = (byte) (0x80 | ((rune >> 12) & 0x3f));
    out[at + 2] = (byte) (0x80 | ((rune >> 6) & 0x3f));
    out[at + 3] = (byte) (0x80 | (rune & 0x3f));
    return at + 4;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
