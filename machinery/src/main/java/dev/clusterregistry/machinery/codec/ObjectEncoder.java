package dev.clusterregistry.machinery.codec;

import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.ObjectMetaSchema;
import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.yaml.Utf8Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes objects as canonical bytes: equal objects give equal bytes. Compact JSON as Go writes it,
 * struct members in schema order, map keys sorted by their UTF-8 bytes, and never a
 * resourceVersion.
 *
 * <p>Null members are omitted, and so are empty texts, lists, maps and structs that are members of
 * a struct, unless the schema requires them. Zeros and falses stay. Items of lists and values of
 * maps stay as they are.
 *
 * <p>Thread-safe.
 */
public final class ObjectEncoder {
  private static final int TYPICAL_SIZE = 2048;

  /** The object as a stored value, format marker included. */
  public byte[] encodeValue(ObjectNode tree, KindVersion version) {
    JsonOutput out = new JsonOutput(TYPICAL_SIZE);
    out.write((char) StoredValue.JSON);
    write(tree, version, out);
    return out.toBytes();
  }

  /** The object without the marker. */
  public byte[] encode(ObjectNode tree, KindVersion version) {
    JsonOutput out = new JsonOutput(TYPICAL_SIZE);
    write(tree, version, out);
    return out.toBytes();
  }

  private static void write(ObjectNode tree, KindVersion version, JsonOutput out) {
    out.write(version.prefix());
    if (tree.get("metadata") instanceof ObjectNode metadata) {
      members(metadata, ObjectMetaSchema.INSTANCE, out);
    }
    out.write('}');
    for (Property property : version.schema().properties()) {
      JsonNode value = property.index() < 3 ? null : tree.get(property.name());
      if (value != null && !value.isNull()) {
        member(property, value, true, out);
      }
    }
    out.write('}');
  }

  /** Whether anything was written. The one property that is skipped exists once. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean members(ObjectNode object, Schema schema, JsonOutput out) {
    boolean any = false;
    for (Property property : schema.properties()) {
      JsonNode value = object.get(property.name());
      if (value != null && !value.isNull() && property != ObjectMetaSchema.RESOURCE_VERSION) {
        any |= member(property, value, any, out);
      }
    }
    return any;
  }

  /** Whether the member was written, which an empty one is not. */
  private static boolean member(Property property, JsonNode value, boolean comma, JsonOutput out) {
    int before = out.length();
    if (comma) {
      out.write(',');
    }
    out.text(property.name());
    out.write(':');
    boolean filled = value(value, property.schema(), out);
    if (!filled && !property.keptEmpty()) {
      out.cutTo(before);
      return false;
    }
    return true;
  }

  /** Writes a value; whether there is anything in it. */
  private static boolean value(JsonNode node, Schema schema, JsonOutput out) {
    switch (schema.type()) {
      case STRUCT -> {
        if (node instanceof ObjectNode object) {
          out.write('{');
          boolean filled = members(object, schema, out);
          out.write('}');
          return filled;
        }
      }
      case MAP -> {
        if (node instanceof ObjectNode object) {
          map(object, schema.requiredElement(), out);
          return !object.isEmpty();
        }
      }
      case LIST -> {
        if (node instanceof ArrayNode list) {
          list(list, schema.requiredElement(), out);
          return !list.isEmpty();
        }
      }
      case STRING, BYTES, TIME -> {
        if (node.isString()) {
          String text = node.stringValue();
          out.text(text);
          return !text.isEmpty();
        }
      }
      case INTEGER, NUMBER, BOOLEAN, INT_OR_STRING, ANY -> {}
    }
    free(node, out);
    return true;
  }

  private static void list(ArrayNode list, Schema element, JsonOutput out) {
    out.write('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      value(list.get(i), element, out);
    }
    out.write(']');
  }

  private static void map(ObjectNode object, Schema element, JsonOutput out) {
    out.write('{');
    boolean comma = false;
    for (Map.Entry<String, JsonNode> entry : sorted(object)) {
      if (comma) {
        out.write(',');
      }
      comma = true;
      out.text(entry.getKey());
      out.write(':');
      value(entry.getValue(), element, out);
    }
    out.write('}');
  }

  /** A value without a schema; its members are sorted too. */
  private static void free(JsonNode node, JsonOutput out) {
    switch (node.getNodeType()) {
      case OBJECT -> {
        out.write('{');
        boolean comma = false;
        for (Map.Entry<String, JsonNode> entry : sorted((ObjectNode) node)) {
          if (comma) {
            out.write(',');
          }
          comma = true;
          out.text(entry.getKey());
          out.write(':');
          free(entry.getValue(), out);
        }
        out.write('}');
      }
      case ARRAY -> {
        out.write('[');
        for (int i = 0; i < node.size(); i++) {
          if (i > 0) {
            out.write(',');
          }
          free(node.path(i), out);
        }
        out.write(']');
      }
      case STRING -> out.text(node.stringValue());
      case NUMBER -> out.number(node);
      case BOOLEAN -> out.bool(node.booleanValue());
      case NULL, MISSING, BINARY, POJO -> out.nothing();
    }
  }

  private static List<Map.Entry<String, JsonNode>> sorted(ObjectNode object) {
    List<Map.Entry<String, JsonNode>> entries = new ArrayList<>(object.properties());
    if (entries.size() > 1) {
      entries.sort((a, b) -> Utf8Order.INSTANCE.compare(a.getKey(), b.getKey()));
    }
    return entries;
  }
}
