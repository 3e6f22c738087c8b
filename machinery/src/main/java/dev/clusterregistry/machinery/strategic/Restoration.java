package dev.clusterregistry.machinery.strategic;

import dev.clusterregistry.machinery.json.GoFormat;
import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Says why the result of a strategic merge patch or of an apply is no object of its kind.
 * Kubernetes makes the object from a map rather than from JSON, and so has other words than for
 * other patches.
 */
public final class Restoration {
  private Restoration() {}

  /** The first value of a wrong type, or null. */
  public static @Nullable String problem(JsonNode value, Schema schema) {
    if (value.isNull()) {
      return null;
    }
    return switch (schema.type()) {
      case STRUCT ->
          value.isObject() ? members(value, schema) : "cannot restore struct from: " + kind(value);
      case MAP ->
          value.isObject()
              ? entries(value, schema.requiredElement())
              : "cannot restore map from " + kind(value);
      case LIST ->
          value.isArray()
              ? items(value, schema.requiredElement())
              : "cannot restore slice from " + kind(value);
      case BYTES -> value.isString() ? null : "cannot restore slice from " + kind(value);
      case STRING -> value.isString() ? null : noText(value, schema);
      case BOOLEAN -> value.isBoolean() ? null : "unrecognized type: bool";
      case NUMBER -> value.isNumber() ? null : "unrecognized type: float64";
      case INTEGER -> isWhole(value) ? null : noInteger(value, schema);
      case TIME -> value.isString() ? null : noTime(value);
      case INT_OR_STRING, ANY -> null;
    };
  }

  private static @Nullable String members(JsonNode struct, Schema schema) {
    for (Property property : schema.properties()) {
      JsonNode value = struct.get(property.name());
      String problem = value == null ? null : problem(value, property.schema());
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static @Nullable String entries(JsonNode map, Schema element) {
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      String problem = problem(entry.getValue(), element);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static @Nullable String items(JsonNode list, Schema element) {
    for (JsonNode item : list) {
      String problem = problem(item, element);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static boolean isWhole(JsonNode value) {
    return value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
  }

  /** Go knows how to make a text of a whole number, but not as JSON means it. */
  private static String noText(JsonNode value, Schema schema) {
    return value.isIntegralNumber()
        ? "cannot convert int64 to " + (schema.typeName().isEmpty() ? "string" : schema.typeName())
        : "unrecognized type: string";
  }

  private static String noTime(JsonNode value) {
    return "json: cannot unmarshal " + GoJson.typeName(value) + " into Go value of type string";
  }

  private static String noInteger(JsonNode value, Schema schema) {
    String type = schema.format().equals("int32") ? "int32" : "int64";
    return (value.isNumber() ? "cannot convert float64 to " : "unrecognized type: ") + type;
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "map";
      case ARRAY -> "slice";
      default -> GoFormat.type(value);
    };
  }
}
