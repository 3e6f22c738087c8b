package dev.clusterregistry.machinery.codec;

import dev.clusterregistry.machinery.json.GoJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Prints JSON as Go's encoder does. */
public final class JsonPrinter {
  private static final int STEP = 2;

  private JsonPrinter() {}

  /** Compact bytes without a newline, members in the tree's order. */
  public static byte[] compact(JsonNode tree) {
    return GoJson.bytes(tree);
  }

  /** Indents compact JSON by two spaces, as Go's json.Indent, without a newline at the end. */
  public static byte[] pretty(byte[] compact) {
    return pretty(compact, 0);
  }

  /**
   * The same below a parent: every line after the first is indented by depth steps more.
   *
   * @param depth how many containers the value is in
   */
  public static byte[] pretty(byte[] compact, int depth) {
    byte[] out = new byte[measure(compact, depth)];
    indent(compact, depth, out);
    return out;
  }

  private static int measure(byte[] compact, int depth) {
    return indent(compact, depth, null);
  }

  /** Writes to an array, or only counts without one. Returns the length. */
  private static int indent(byte[] compact, int startDepth, byte @Nullable [] out) {
    int at = 0;
    int depth = startDepth;
    boolean inText = false;
    for (int i = 0; i < compact.length; i++) {
      byte c = compact[i];
      if (inText) {
        at = put(out, at, c);
        if (c == '\\') {
          at = put(out, at, compact[++i]);
        } else if (c == '"') {
          inText = false;
        }
        continue;
      }
      switch (c) {
        case '"' -> {
          inText = true;
          at = put(out, at, c);
        }
        case '{', '[' -> {
          at = put(out, at, c);
          if (compact[i + 1] == c + 2) {
            at = put(out, at, compact[++i]);
          } else {
            at = newline(out, at, ++depth);
          }
        }
        case '}', ']' -> at = put(out, newline(out, at, --depth), c);
        case ',' -> at = newline(out, put(out, at, c), depth);
        case ':' -> at = put(out, put(out, at, c), (byte) ' ');
        default -> at = put(out, at, c);
      }
    }
    return at;
  }

  private static int newline(byte @Nullable [] out, int from, int depth) {
    int at = put(out, from, (byte) '\n');
    for (int i = 0; i < depth * STEP; i++) {
      at = put(out, at, (byte) ' ');
    }
    return at;
  }

  private static int put(byte @Nullable [] out, int at, byte c) {
    if (out != null) {
      out[at] = c;
    }
    return at + 1;
  }
}
