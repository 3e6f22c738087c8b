package dev.clusterregistry.machinery.table;

import dev.clusterregistry.machinery.json.GoJson;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** Turns what a path found into a cell of a column's type, as the handler of CRDs does. */
final class Cells {
  private Cells() {}

  /**
   * @param found may be several values, which a text column shows separated by commas
   * @return null if nothing was found or nothing suits the type
   */
  static @Nullable JsonNode of(String type, List<JsonNode> found) {
    if (found.isEmpty()) {
      return null;
    }
    JsonNode first = found.get(0);
    return switch (type) {
      case "string" -> StringNode.valueOf(text(found));
      case "integer" ->
          first.isNumber() ? JsonNodeFactory.instance.numberNode((long) first.doubleValue()) : null;
      case "number" -> first.isNumber() ? first : null;
      case "boolean" -> first.isBoolean() ? first : null;
      default -> null;
    };
  }

  private static String text(List<JsonNode> found) {
    if (found.size() == 1) {
      return text(found.get(0));
    }
    StringBuilder joined = new StringBuilder();
    for (JsonNode value : found) {
      joined.append(joined.isEmpty() ? "" : ",").append(text(value));
    }
    return joined.toString();
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.stringValue() : GoJson.text(value);
  }

  /** A date is shown as the time that has passed since. */
  static void addDate(List<JsonNode> found, CellsTemplate template) {
    if (found.isEmpty() || !found.get(0).isString()) {
      template.add(null);
      return;
    }
    try {
      template.addAge(Instant.parse(found.get(0).stringValue()));
    } catch (DateTimeParseException e) {
      template.add(StringNode.valueOf("<invalid>"));
    }
  }
}
