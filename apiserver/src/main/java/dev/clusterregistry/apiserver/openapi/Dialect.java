package dev.clusterregistry.apiserver.openapi;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The versions of OpenAPI, where they differ in schemas. */
enum Dialect {
  V2("#/definitions/"),
  V3("#/components/schemas/");

  final String prefix;

  Dialect(String prefix) {
    this.prefix = prefix;
  }

  ObjectNode reference(String definition) {
    return JsonNodeFactory.instance.objectNode().put("$ref", prefix + definition);
  }

  /** In v3 nothing may stand beside a reference. */
  ObjectNode reference(String definition, String description) {
    if (description.isEmpty()) {
      return reference(definition);
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("description", description);
    if (this == V2) {
      node.put("$ref", prefix + definition);
    } else {
      node.putArray("allOf").add(reference(definition));
    }
    return node;
  }
}
