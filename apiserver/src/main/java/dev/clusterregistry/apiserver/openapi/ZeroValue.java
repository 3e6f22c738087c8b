package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.machinery.schema.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The value that a member has in Go when nobody has set it. Kubernetes declares it as the default
 * of every member that is never left out.
 */
final class ZeroValue {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ZeroValue() {}

  /** Null if there is none, or if the schema would not allow it. */
  static JsonNode of(Schema schema) {
    boolean limited = !schema.limits().enumeration().isEmpty() || schema.limits().pattern() != null;
    return switch (schema.type()) {
      case STRUCT -> JSON.objectNode();
      case STRING -> limited ? JSON.nullNode() : JSON.stringNode("");
      case INTEGER, NUMBER -> limited ? JSON.nullNode() : JSON.numberNode(0);
      case BOOLEAN -> JSON.booleanNode(false);
      case BYTES, TIME, INT_OR_STRING, MAP, LIST, ANY -> JSON.nullNode();
    };
  }
}
