package dev.clusterregistry.machinery.json;

import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Comparison of JSON trees. */
public final class Trees {
  private Trees() {}

  /**
   * Whether two trees are the same JSON: members in any order, numbers by their Go text (so that
   * the int 1 and the long 1 are the same, which Jackson's own equality denies).
   */
  public static boolean same(JsonNode left, JsonNode right) {
    if (left.getNodeType() != right.getNodeType() || left.size() != right.size()) {
      return false;
    }
    return switch (left.getNodeType()) {
      case OBJECT -> sameMembers(left, right);
      case ARRAY -> sameItems(left, right);
      case NUMBER -> GoNumber.text(left).equals(GoNumber.text(right));
      case STRING, BOOLEAN, NULL, MISSING, BINARY, POJO -> left.equals(right);
    };
  }

  private static boolean sameMembers(JsonNode left, JsonNode right) {
    for (Map.Entry<String, JsonNode> member : left.properties()) {
      JsonNode other = right.get(member.getKey());
      if (other == null || !same(member.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameItems(JsonNode left, JsonNode right) {
    Iterator<JsonNode> others = right.iterator();
    for (JsonNode item : left) {
      if (!same(item, others.next())) {
        return false;
      }
    }
    return true;
  }
}
