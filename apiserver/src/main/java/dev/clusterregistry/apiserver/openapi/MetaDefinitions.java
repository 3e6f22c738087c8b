package dev.clusterregistry.apiserver.openapi;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The definitions that all kinds share, read from meta.json beside this class: those that
 * kube-apiserver 1.36 publishes, word for word.
 */
final class MetaDefinitions {
  private final ObjectNode all = JsonResource.read("meta.json");

  Map<String, ObjectNode> byName() {
    Map<String, ObjectNode> definitions = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : all.properties()) {
      definitions.put(entry.getKey(), (ObjectNode) entry.getValue());
    }
    return definitions;
  }

  /** What every object and list has: apiVersion or kind. */
  ObjectNode typeMember(String name) {
    JsonNode status = all.path(Names.META + "Status");
    return (ObjectNode) status.path("properties").path(name).deepCopy();
  }
}
