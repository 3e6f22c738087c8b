package dev.clusterregistry.machinery.json;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Writes compact JSON byte for byte as Go's {@code json.Marshal}: no blanks, {@code <}, {@code >},
 * {@code &}, U+2028 and U+2029 escaped, other characters as they are. Members keep the order of the
 * tree.
 */
public final class GoJson {
  private static final String HEX = "0123456789abcdef";

  private GoJson() {}

  /** The text of a tree, without a newline at the end. */
  public static String text(JsonNode node) {
    StringBuilder out = new StringBuilder(256);
    append(out, node);
    return out.toString();
  }

  /** The UTF-8 bytes of a tree, without a newline at the end. */
  public static byte[] bytes(JsonNode node) {
    return text(node).getBytes(StandardCharsets.UTF_8);
  }

  /** What Go's decoder calls a value's type in its messages: object, array, string, … */
  public static String typeName(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING, BINARY, POJO -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "bool";
      case NULL, MISSING -> "null";
    };
  }

  /** Appends a tree. */
  public static void append(StringBuilder out, JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> appendObject(out, node);
      case ARRAY -> appendArray(out, node);
      case STRING -> appendString(out, node.stringValue());
      case NUMBER -> out.append(GoNumber.text(node));
      case BOOLEAN -> out.append(node.booleanValue());
      case NULL, MISSING -> out.append("null");
      case BINARY, POJO ->
          throw new IllegalArgumentException("not a JSON value: " + node.getNodeType());
    }
  }

  private static void appendObject(StringBuilder out, JsonNode node) {
    out.append('{');
    boolean first = true;
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!first) {
        out.append(',');
      }
      first = false;
      appendString(out, member.getKey());
      out.append(':');
      append(out, member.getValue());
    }
    out.append('}');
  }

  private static void appendArray(StringBuilder out, JsonNode node) {
    out.append('[');
    Iterator<JsonNode> items = node.iterator();
    while (items.hasNext()) {
      append(out, items.next());
      if (items.hasNext()) {
        out.append(',');
      }
    }
    out.append(']');
  }

  /** Appends a string with its quotes. Lone surrogates, which UTF-8 lacks, become U+FFFD. */
  public static void appendString(StringBuilder out, String text) {
    out.append('"');
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x20 && c < 0x7f) {
        appendAscii(out, c);
      } else if (c < 0x20) {
        appendControl(out, c);
      } else if (c == '\u2028' || c == '\u2029') {
        out.append("\\u202").append(HEX.charAt(c & 0xf));
      } else if (!Character.isSurrogate(c)) {
        out.append(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        out.append(c).append(text.charAt(++i));
      } else {
        out.append("\\ufffd");
      }
    }
    out.append('"');
  }

  private static void appendAscii(StringBuilder out, char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '<', '>', '&' -> appendUnicode(out, c);
      default -> out.append(c);
    }
  }

  private static void appendControl(StringBuilder out, char c) {
    switch (c) {
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> appendUnicode(out, c);
    }
  }

  private static void appendUnicode(StringBuilder out, char c) {
    out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
  }
}
