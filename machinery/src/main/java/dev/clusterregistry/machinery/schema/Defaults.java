package dev.clusterregistry.machinery.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gives absent members the values that the schema declares for them. */
public final class Defaults {
  private Defaults() {}

  /**
   * <b>Changes the object given.</b> A default inside of an object that is absent itself does not
   * count, unless that object has a default.
   *
   * @return whether there was anything to fill in
   */
  public static boolean fill(ObjectNode object, Schema schema) {
    return value(object, schema);
  }

  private static boolean value(@Nullable JsonNode value, Schema schema) {
    if (value == null || !schema.defaulted()) {
      return false;
    }
    boolean filled = false;
    switch (schema.type()) {
      case STRUCT -> {
        if (value instanceof ObjectNode object) {
          for (Property property : schema.properties()) {
            filled |= member(object, property);
          }
        }
      }
      case MAP -> {
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
          filled |= value(entry.getValue(), schema.requiredElement());
        }
      }
      case LIST -> {
        for (JsonNode item : value) {
          filled |= value(item, schema.requiredElement());
        }
      }
      case STRING, BYTES, TIME, INTEGER, NUMBER, BOOLEAN, INT_OR_STRING, ANY -> {}
    }
    return filled;
  }

  private static boolean member(ObjectNode object, Property property) {
    JsonNode absent = property.schema().defaultValue();
    JsonNode value = object.get(property.name());
    boolean filled = false;
    if (absent != null && (value == null || value.isNull())) {
      object.set(property.name(), absent.deepCopy());
      filled = true;
    }
    return value(object.get(property.name()), property.schema()) || filled;
  }
}
