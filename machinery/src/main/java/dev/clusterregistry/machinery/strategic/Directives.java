package dev.clusterregistry.machinery.strategic;

import dev.clusterregistry.machinery.json.GoFormat;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of a patch that say how to merge, and what is wrong with them. */
final class Directives {
  static final String PATCH = "$patch";
  static final String RETAIN_KEYS = "$retainKeys";
  static final String DELETE_FROM_LIST = "$deleteFromPrimitiveList";
  static final String SET_ORDER = "$setElementOrder";

  private Directives() {}

  /** Whether an item or object has {@code $patch} with this value. */
  static boolean says(JsonNode value, String directive) {
    JsonNode says = value.get(PATCH);
    return says != null && says.isString() && says.stringValue().equals(directive);
  }

  /** The list that a directive with a name behind a slash is about; null for other members. */
  static @Nullable String listOf(String member, String directive) {
    if (!member.startsWith(directive)) {
      return null;
    }
    if (!member.startsWith("/", directive.length())) {
      throw badFormat(directive.equals(SET_ORDER) ? "setElementOrder list" : "primitive list");
    }
    return member.substring(directive.length() + 1);
  }

  private static boolean isDirective(String member) {
    return member.equals(PATCH)
        || member.equals(RETAIN_KEYS)
        || member.startsWith(DELETE_FROM_LIST + "/")
        || member.startsWith(SET_ORDER + "/");
  }

  /** A value that is taken over as a whole: without directives, nulls and items to delete. */
  static JsonNode cleaned(JsonNode value) {
    if (value instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (!member.getValue().isNull() && !isDirective(member.getKey())) {
          copy.set(member.getKey(), cleaned(member.getValue()));
        }
      }
      return copy;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode();
      for (JsonNode item : array) {
        if (!says(item, "delete") && !isMarker(item)) {
          copy.add(cleaned(item));
        }
      }
      return copy;
    }
    return value;
  }

  private static boolean isMarker(JsonNode item) {
    return item.isObject() && item.size() == 1 && item.has(PATCH);
  }

  static StatusException badFormat(String what) {
    return Statuses.badRequest("invalid patch format of " + what);
  }

  static StatusException unknownDirective(JsonNode directive, JsonNode object) {
    return Statuses.unknown500(
        "unknown patch type: " + GoFormat.plain(directive) + " in map: " + GoFormat.plain(object));
  }

  static StatusException noMergeKey(JsonNode item, String mergeKey) {
    return Statuses.unknown500(
        "map: " + GoFormat.plain(item) + " does not contain declared merge key: " + mergeKey);
  }

  static StatusException wrongType(String expected, JsonNode actual) {
    return Statuses.unknown500(
        "expected a " + expected + ", but received a " + GoFormat.type(actual));
  }
}
