package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.schema.SchemaType;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a version's schema as definitions in OpenAPI v3, one for every struct that has a name, as
 * the generators of Kubernetes would write them for the types of a Go program: members sorted, and
 * with defaults for what Go cannot leave out.
 */
final class SchemaWriter {
  private static final String PREFIX = "#/components/schemas/";

  private final KindVersion version;
  private final Map<String, ObjectNode> definitions;

  /**
   * @param definitions receives what is written
   */
  SchemaWriter(KindVersion version, Map<String, ObjectNode> definitions) {
    this.version = version;
    this.definitions = definitions;
  }

  static ObjectNode reference(String definition) {
    return JsonNodeFactory.instance.objectNode().put("$ref", PREFIX + definition);
  }

  /** The definition that a reference leads to. */
  static String definitionOf(JsonNode reference) {
    String text = reference.path("$ref").asString();
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** Writes what a value refers to, and tells the schema of the value itself. */
  ObjectNode kind() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (!version.schema().description().isEmpty()) {
      node.put("description", version.schema().description());
    }
    return node.setAll(struct(version.schema()));
  }

  /** A schema where it is used: a reference if it has a definition of its own. */
  private ObjectNode use(Schema schema, JsonNode zero) {
    String definition = definition(schema);
    if (definition.isEmpty()) {
      return inline(schema, zero);
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (!schema.description().isEmpty()) {
      node.put("description", schema.description());
    }
    JsonNode value = schema.defaultValue() == null ? zero : schema.defaultValue();
    if (!value.isNull() && schema.type() == SchemaType.STRUCT) {
      node.set("default", value);
    }
    if (node.isEmpty()) {
      return reference(definition); // nothing may stand beside it
    }
    node.putArray("allOf").add(reference(definition));
    return node;
  }

  /** The name of the definition; empty if there is none. */
  private String definition(Schema schema) {
    if (schema.type() == SchemaType.TIME) {
      return Names.META + "Time";
    }
    if (schema.typeName().isEmpty() || schema.type() != SchemaType.STRUCT) {
      return "";
    }
    if (schema.builtIn()) {
      return Names.META + schema.typeName();
    }
    String name = Names.definition(version, schema.typeName());
    if (!definitions.containsKey(name)) {
      definitions.put(name, JsonNodeFactory.instance.objectNode()); // a place for recursion to find
      definitions.put(name, struct(schema));
    }
    return name;
  }

  /** Without a description: what a struct is for depends on where it is used. */
  private ObjectNode struct(Schema schema) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("type", "object");
    ArrayNode required = node.arrayNode();
    Map<String, ObjectNode> properties = new TreeMap<>();
    boolean root = schema == version.schema();
    for (Property property : schema.properties()) {
      boolean whole = property.required() || root;
      JsonNode zero = whole ? ZeroValue.of(property.schema()) : node.nullNode();
      properties.put(property.name(), use(property.schema(), zero));
      if (property.required()) {
        required.add(property.name());
      }
    }
    if (!required.isEmpty()) {
      node.set("required", required);
    }
    if (!properties.isEmpty()) {
      ObjectNode members = node.putObject("properties");
      properties.forEach(members::set);
    }
    if (schema.atomic()) {
      node.put("x-kubernetes-map-type", "atomic");
    }
    return node;
  }

  private ObjectNode inline(Schema schema, JsonNode zero) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (!schema.description().isEmpty()) {
      node.put("description", schema.description());
    }
    if (schema.type() == SchemaType.STRUCT) {
      return node.setAll(struct(schema));
    }
    SchemaLimits.type(node, schema);
    JsonNode value = schema.defaultValue() == null ? zero : schema.defaultValue();
    if (!value.isNull()) {
      node.set("default", value);
    }
    SchemaLimits.write(node, schema.limits());
    elements(node, schema);
    SchemaLimits.extensions(node, schema);
    return node;
  }

  private void elements(ObjectNode node, Schema schema) {
    Schema element = schema.element();
    if (element != null) {
      String name = schema.type() == SchemaType.LIST ? "items" : "additionalProperties";
      node.set(name, use(element, ZeroValue.of(element)));
    }
  }
}
