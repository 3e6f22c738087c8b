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

  /**
   * A value that is taken over as a whole: without null members, and without the objects that have
   * a {@code $patch}. Other directives stay in it, as in Kubernetes, where they are fields that the
   * kind does not know.
   *
   * @return null if nothing is left of it
   */
  static @Nullable JsonNode cleaned(JsonNode value) {
    return switch (value) {
      case ObjectNode object when object.has(PATCH) -> null;
      case ObjectNode object -> {
        ObjectNode copy = object.objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
          JsonNode cleaned = member.getValue().isNull() ? null : cleaned(member.getValue());
          if (cleaned != null) {
            copy.set(member.getKey(), cleaned);
          }
        }
        yield copy;
      }
      case ArrayNode array -> cleaned(array);
      default -> value;
    };
  }

  static ArrayNode cleaned(ArrayNode array) {
    ArrayNode copy = array.arrayNode();
    for (JsonNode item : array) {
      JsonNode cleaned = cleaned(item);
      if (cleaned != null) {
        copy.add(cleaned);
      }
    }
    return copy;
  }

  static StatusException badFormat(String what) {
    return Statuses.badRequest("invalid patch format of " + what);
  }

  static StatusException unknownDirective(JsonNode directive, JsonNode object) {
    return Statuses.unknown500(
        "unknown patch type: " + asText(directive) + " in map: " + GoFormat.plain(object));
  }

  static StatusException noMergeKey(JsonNode item, String mergeKey) {
    return Statuses.unknown500(
        "map: " + GoFormat.plain(item) + " does not contain declared merge key: " + mergeKey);
  }

  static StatusException wrongType(String expected, JsonNode actual) {
    return Statuses.unknown500(
        "expected a "
            + expected
            + ", but received a "
            + (actual.isNull() ? asText(actual) : GoFormat.type(actual)));
  }

  /** What Go prints where it is promised a text. */
  private static String asText(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING, BINARY, POJO, OBJECT, ARRAY -> GoFormat.plain(value);
      case NUMBER, BOOLEAN -> "%!s(" + GoFormat.type(value) + "=" + GoFormat.plain(value) + ")";
      case NULL, MISSING -> "%!s(<nil>)";
    };
  }
}
