package dev.clusterregistry.apiserver.openapi;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says in v2 what a schema in v3 says, as far as v2 has words for it: a reference stands beside its
 * description, and there are neither defaults nor alternatives.
 */
final class SwaggerSchema {
  private SwaggerSchema() {}

  static ObjectNode reference(String definition) {
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/definitions/" + definition);
  }

  static ObjectNode of(JsonNode schema) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : schema.properties()) {
      JsonNode value = entry.getValue();
      switch (entry.getKey()) {
        case "default", "nullable" -> {}
        case "$ref" -> node.setAll(reference(SchemaWriter.definitionOf(schema)));
        case "allOf" -> node.setAll(reference(SchemaWriter.definitionOf(value.path(0))));
        case "oneOf" -> node.put("type", "string").put("format", "int-or-string");
        case "items", "additionalProperties" -> node.set(entry.getKey(), of(value));
        case "properties" -> node.set("properties", byName(value));
        default -> node.set(entry.getKey(), copy(value));
      }
    }
    return node;
  }

  static ObjectNode byName(JsonNode schemas) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    schemas.properties().forEach(entry -> all.set(entry.getKey(), of(entry.getValue())));
    return all;
  }

  private static JsonNode copy(JsonNode value) {
    return value instanceof ArrayNode array ? array.deepCopy() : value;
  }
}
