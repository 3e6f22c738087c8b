package dev.clusterregistry.machinery.schema;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The strategy None of CRDs: swap apiVersion, prune to the target's schema. */
final class NoConversion implements VersionConverter {

  @Override
  public ObjectNode convert(ObjectNode object, KindVersion from, KindVersion to) {
    ObjectNode converted = JsonNodeFactory.instance.objectNode();
    converted.put("kind", to.kind().kind());
    converted.put("apiVersion", to.apiVersion());
    ObjectNode pruned = (ObjectNode) prune(object, to.schema());
    pruned.remove("kind");
    pruned.remove("apiVersion");
    converted.setAll(pruned);
    return converted;
  }

  private static JsonNode prune(JsonNode value, Schema schema) {
    return switch (schema.type()) {
      case STRUCT -> value instanceof ObjectNode object ? pruneStruct(object, schema) : value;
      case MAP -> value instanceof ObjectNode object ? pruneMap(object, schema) : value;
      case LIST -> value instanceof ArrayNode list ? pruneList(list, schema) : value;
      case STRING, BYTES, TIME, INTEGER, NUMBER, BOOLEAN, INT_OR_STRING, ANY -> value.deepCopy();
    };
  }

  private static ObjectNode pruneStruct(ObjectNode object, Schema schema) {
    ObjectNode pruned = object.objectNode();
    for (Property property : schema.properties()) {
      @Nullable JsonNode value = object.get(property.name());
      if (value != null) {
        pruned.set(property.name(), prune(value, property.schema()));
      }
    }
    return pruned;
  }

  private static ObjectNode pruneMap(ObjectNode object, Schema schema) {
    ObjectNode pruned = object.objectNode();
    object.forEachEntry((key, value) -> pruned.set(key, prune(value, schema.requiredElement())));
    return pruned;
  }

  private static ArrayNode pruneList(ArrayNode list, Schema schema) {
    ArrayNode pruned = list.arrayNode(list.size());
    for (JsonNode item : list) {
      pruned.add(prune(item, schema.requiredElement()));
    }
    return pruned;
  }
}
