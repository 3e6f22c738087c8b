package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.Limits;
import dev.clusterregistry.machinery.schema.ListType;
import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.schema.SchemaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a version's schema as definitions: one for every struct that has a name. */
final class SchemaWriter {
  private final Dialect dialect;
  private final KindVersion version;
  private final Map<String, ObjectNode> definitions;

  /**
   * @param definitions receives what is written
   */
  SchemaWriter(Dialect dialect, KindVersion version, Map<String, ObjectNode> definitions) {
    this.dialect = dialect;
    this.version = version;
    this.definitions = definitions;
  }

  /** Writes the kind itself, with everything that it refers to. */
  void writeKind() {
    String kind = version.kind().kind();
    ObjectNode definition = described(version.schema()).setAll(struct(version.schema()));
    definition
        .putArray("x-kubernetes-group-version-kind")
        .add(Names.groupVersionKind(version.kind().group(), version.version(), kind));
    definitions.put(Names.definition(version, kind), definition);
  }

  /** A schema where it is used: a reference if it has a definition of its own. */
  private ObjectNode use(Schema schema) {
    if (schema.type() != SchemaType.STRUCT || schema.typeName().isEmpty()) {
      return inline(schema);
    }
    String name =
        schema.builtIn()
            ? Names.META + schema.typeName()
            : Names.definition(version, schema.typeName());
    if (!definitions.containsKey(name)) {
      definitions.put(name, JsonNodeFactory.instance.objectNode()); // a place for recursion to find
      definitions.put(name, struct(schema));
    }
    return dialect.reference(name, schema.description());
  }

  /** Without a description: what a struct is for depends on where it is used. */
  private ObjectNode struct(Schema schema) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("type", "object");
    ArrayNode required = node.arrayNode();
    ObjectNode properties = node.objectNode();
    for (Property property : schema.properties()) {
      properties.set(property.name(), use(property.schema()));
      if (property.required()) {
        required.add(property.name());
      }
    }
    if (!properties.isEmpty()) {
      node.set("properties", properties);
    }
    if (!required.isEmpty()) {
      node.set("required", required);
    }
    if (schema.atomic()) {
      node.put("x-kubernetes-map-type", "atomic");
    }
    return node;
  }

  private ObjectNode inline(Schema schema) {
    ObjectNode node = described(schema);
    if (schema.type() == SchemaType.STRUCT) {
      return node.setAll(struct(schema));
    }
    switch (schema.type()) {
      case STRUCT -> throw new AssertionError();
      case MAP -> map(node, schema);
      case LIST -> list(node, schema);
      case STRING -> typed(node, "string", schema.format());
      case BYTES -> typed(node, "string", "byte");
      case TIME -> typed(node, "string", "date-time");
      case INTEGER -> typed(node, "integer", schema.format());
      case NUMBER -> typed(node, "number", schema.format());
      case BOOLEAN -> typed(node, "boolean", "");
      case INT_OR_STRING -> intOrString(node);
      case ANY -> node.put("type", "object").put("x-kubernetes-preserve-unknown-fields", true);
    }
    limits(node, schema.limits());
    return node;
  }

  private void map(ObjectNode node, Schema schema) {
    node.put("type", "object").set("additionalProperties", use(schema.requiredElement()));
    if (schema.atomic()) {
      node.put("x-kubernetes-map-type", "atomic");
    }
  }

  private void list(ObjectNode node, Schema schema) {
    node.put("type", "array").set("items", use(schema.requiredElement()));
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

  private void intOrString(ObjectNode node) {
    if (dialect == Dialect.V2) {
      node.put("type", "string").put("format", "int-or-string");
    } else {
      ArrayNode either = node.putArray("oneOf");
      either.addObject().put("type", "integer");
      either.addObject().put("type", "string");
    }
    node.put("x-kubernetes-int-or-string", true);
  }

  private static void typed(ObjectNode node, String type, String format) {
    node.put("type", type);
    if (!format.isEmpty()) {
      node.put("format", format);
    }
  }

  private ObjectNode described(Schema schema) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (!schema.description().isEmpty()) {
      node.put("description", schema.description());
    }
    if (schema.defaultValue() != null) {
      node.set("default", schema.defaultValue());
    }
    if (schema.nullable() && dialect == Dialect.V3) {
      node.put("nullable", true);
    }
    return node;
  }

  private static void limits(ObjectNode node, Limits limits) {
    if (!limits.enumeration().isEmpty()) {
      ArrayNode values = node.putArray("enum");
      limits.enumeration().forEach(values::add);
    }
    put(node, "minimum", limits.minimum());
    put(node, "maximum", limits.maximum());
    put(node, "minLength", limits.minLength());
    put(node, "maxLength", limits.maxLength());
    put(node, "minItems", limits.minItems());
    put(node, "maxItems", limits.maxItems());
    if (limits.pattern() != null) {
      node.put("pattern", limits.pattern().pattern());
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
}
