package dev.clusterregistry.apiserver.resource.transform;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts and joins canonical JSON without parsing it. */
public final class JsonBytes {
  private JsonBytes() {}

  /**
   * The index behind the object that begins at {@code start}.
   *
   * @param start of an opening brace
   */
  public static int endOfObject(byte[] json, int start) {
    int depth = 0;
    for (int i = start; i < json.length; i++) {
      switch (json[i]) {
        case '"' -> i = endOfString(json, i);
        case '{' -> depth++;
        case '}' -> {
          if (--depth == 0) {
            return i + 1;
          }
        }
        default -> {}
      }
    }
    throw new IllegalArgumentException("an object that does not end");
  }

  /**
   * Where a member of the object that begins at {@code start} begins; -1 if it has none of that
   * name.
   *
   * @param member the name in quotes, the colon and perhaps the beginning of the value
   */
  public static int member(byte[] json, int start, byte[] member) {
    int depth = 0;
    for (int i = start; i < json.length; i++) {
      switch (json[i]) {
        case '"' -> {
          if (depth == 1 && json[i - 1] != ':' && beginsWith(json, i, member)) {
            return i;
          }
          i = endOfString(json, i);
        }
        case '{' -> depth++;
        case '[' -> depth++;
        case ']' -> depth--;
        case '}' -> {
          if (--depth == 0) {
            return -1;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  private static boolean beginsWith(byte[] json, int from, byte[] expected) {
    int until = from + expected.length;
    return until <= json.length && Arrays.equals(json, from, until, expected, 0, expected.length);
  }

  private static int endOfString(byte[] json, int start) {
    int i = start + 1;
    while (json[i] != '"') {
      i += json[i] == '\\' ? 2 : 1;
    }
    return i;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] join(byte[] head, byte[] middle, int from, int until, byte[] tail) {
    int length = until - from;
    byte[] joined = new byte[head.length + length + tail.length];
    System.arraycopy(head, 0, joined, 0, head.length);
    System.arraycopy(middle, from, joined, head.length, length);
    System.arraycopy(tail, 0, joined, head.length + length, tail.length);
    return joined;
  }
}
