package dev.clusterregistry.machinery.table;

import dev.clusterregistry.machinery.json.GoJson;
import java.time.Duration;
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
  static @Nullable JsonNode of(String type, List<JsonNode> found, Instant now) {
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
      case "date" -> first.isString() ? StringNode.valueOf(age(first.stringValue(), now)) : null;
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

  private static String age(String time, Instant now) {
    try {
      return HumanDuration.of(Duration.between(Instant.parse(time), now).toMillis());
    } catch (DateTimeParseException e) {
      return "<invalid>";
    }
  }
}
