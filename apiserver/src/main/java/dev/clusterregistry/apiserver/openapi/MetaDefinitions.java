package dev.clusterregistry.apiserver.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The definitions of meta/v1 that no kind's schema holds, read from meta.json beside this class.
 */
final class MetaDefinitions {
  private MetaDefinitions() {}

  static Map<String, ObjectNode> of(Dialect dialect) {
    Map<String, ObjectNode> definitions = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : read().properties()) {
      JsonNode definition = entry.getValue();
      definitions.put(
          entry.getKey(), (ObjectNode) (dialect == Dialect.V3 ? forV3(definition) : definition));
    }
    return definitions;
  }

  private static ObjectNode read() {
    try (InputStream in = MetaDefinitions.class.getResourceAsStream("meta.json")) {
      if (in == null) {
        throw new IllegalStateException("meta.json is missing from the jar");
      }
      return (ObjectNode) JsonMapper.shared().readTree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode forV3(JsonNode node) {
    if (node instanceof ObjectNode object) {
      JsonNode reference = object.get("$ref");
      if (reference != null) {
        String name = reference.asString().substring(Dialect.V2.prefix.length());
        JsonNode description = object.get("description");
        return Dialect.V3.reference(name, description == null ? "" : description.asString());
      }
      ObjectNode copy = object.objectNode();
      object.forEachEntry((name, value) -> copy.set(name, forV3(value)));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode();
      array.forEach(item -> copy.add(forV3(item)));
      return copy;
    }
    return node;
  }
}
