package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.machinery.schema.Limits;
import dev.clusterregistry.machinery.schema.ListType;
import dev.clusterregistry.machinery.schema.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a schema says of a value besides its members: type, limits and extensions. */
final class SchemaLimits {
  private SchemaLimits() {}

  static void type(ObjectNode node, Schema schema) {
    switch (schema.type()) {
      case STRUCT, MAP, ANY -> typed(node, schema, "object", "");
      case LIST -> typed(node, schema, "array", "");
      case STRING -> typed(node, schema, "string", schema.format());
      case BYTES -> typed(node, schema, "string", "byte");
      case TIME -> typed(node, schema, "string", "date-time");
      case INTEGER -> typed(node, schema, "integer", schema.format());
      case NUMBER -> typed(node, schema, "number", schema.format());
      case BOOLEAN -> typed(node, schema, "boolean", "");
      case INT_OR_STRING -> {
        ArrayNode either = node.putArray("oneOf");
        either.addObject().put("type", "integer");
        either.addObject().put("type", "string");
      }
    }
  }

  private static void typed(ObjectNode node, Schema schema, String type, String format) {
    node.put("type", type);
    if (schema.nullable()) {
      node.put("nullable", true);
    }
    if (!format.isEmpty()) {
      node.put("format", format);
    }
  }

  static void write(ObjectNode node, Limits limits) {
    put(node, "maximum", limits.maximum());
    put(node, "minimum", limits.minimum());
    put(node, "maxLength", limits.maxLength());
    put(node, "minLength", limits.minLength());
    if (limits.pattern() != null) {
      node.put("pattern", limits.pattern().pattern());
    }
    put(node, "maxItems", limits.maxItems());
    put(node, "minItems", limits.minItems());
    if (!limits.enumeration().isEmpty()) {
      ArrayNode values = node.putArray("enum");
      limits.enumeration().forEach(values::add);
    }
  }

  private static void put(ObjectNode node, String name, @Nullable Double value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  private static void put(ObjectNode node, String name, @Nullable Integer value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  static void extensions(ObjectNode node, Schema schema) {
    switch (schema.type()) {
      case LIST -> list(node, schema);
      case MAP -> {
        if (schema.atomic()) {
          node.put("x-kubernetes-map-type", "atomic");
        }
      }
      case ANY -> node.put("x-kubernetes-preserve-unknown-fields", true);
      case INT_OR_STRING -> node.put("x-kubernetes-int-or-string", true);
      case STRUCT, STRING, BYTES, TIME, INTEGER, NUMBER, BOOLEAN -> {}
    }
  }

  private static void list(ObjectNode node, Schema schema) {
    if (schema.listType() == ListType.MAP) {
      ArrayNode keys = node.putArray("x-kubernetes-list-map-keys");
      schema.listMapKeys().forEach(keys::add);
    }
    node.put(
        "x-kubernetes-list-type",
        switch (schema.listType()) {
          case ATOMIC -> "atomic";
          case SET -> "set";
          case MAP -> "map";
        });
    if (schema.patchMergeKey() != null) {
      node.put("x-kubernetes-patch-merge-key", schema.patchMergeKey());
    }
    if (schema.patchStrategy() != null) {
      node.put("x-kubernetes-patch-strategy", schema.patchStrategy());
    }
  }
}
