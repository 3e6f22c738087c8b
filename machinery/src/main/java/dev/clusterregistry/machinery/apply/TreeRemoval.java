package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.schema.Schema;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes fields out of an object. What becomes empty by that becomes null. */
final class TreeRemoval {
  private TreeRemoval() {}

  static ObjectNode without(ObjectNode object, FieldSet fields, Schema schema) {
    return fields.isEmpty() ? object : members(object, fields, schema);
  }

  /** A value of which something inside is to go. */
  private static JsonNode value(JsonNode value, FieldSet fields, Schema schema) {
    if (!value.isContainer()) {
      return value;
    }
    JsonNode rest =
        switch (Shape.of(schema, value)) {
          case MAP -> members(value, fields, schema);
          case LIST -> items(value, fields, schema);
          case LEAF -> JsonNodeFactory.instance.nullNode();
        };
    return rest.isEmpty() ? JsonNodeFactory.instance.nullNode() : rest;
  }

  private static ObjectNode members(JsonNode map, FieldSet fields, Schema schema) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : map.properties()) {
      PathElement step = new PathElement.Field(member.getKey());
      if (!fields.has(step)) {
        Schema inner = Shape.member(schema, member.getKey());
        FieldSet below = fields.below(step);
        JsonNode value = member.getValue();
        rest.set(
            member.getKey(), below.isEmpty() || inner == null ? value : value(value, below, inner));
      }
    }
    return rest;
  }

  private static ArrayNode items(JsonNode list, FieldSet fields, Schema schema) {
    ArrayNode rest = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : list) {
      PathElement step = ListItems.elementOrNull(schema, item);
      if (step == null) {
        rest.add(item);
      } else if (!fields.has(step)) {
        FieldSet below = fields.below(step);
        rest.add(below.isEmpty() ? item : value(item, below, schema.requiredElement()));
      }
    }
    return rest;
  }
}
