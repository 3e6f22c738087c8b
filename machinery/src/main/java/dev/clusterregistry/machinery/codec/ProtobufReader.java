package dev.clusterregistry.machinery.codec;

import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads an object in Kubernetes' protobuf envelope into the tree that its JSON would give, by the
 * numbers in the kind's schema. As in Go, what has no number is passed over, and zeros and empty
 * texts count as absent.
 */
final class ProtobufReader {
  private static final byte[] MAGIC = {'k', '8', 's', 0};
  private static final int MAX_DEPTH = 100;

  private ProtobufReader() {}

  /**
   * @throws DecodingException if it is no such object
   */
  static ObjectNode read(byte[] body, KindVersion version) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (body.length <= i || body[i] != MAGIC[i]) {
        throw new DecodingException(
            "provided data does not appear to be a protobuf message, expected prefix [107 56 115"
                + " 0]");
      }
    }
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    ProtobufInput envelope = new ProtobufInput(body, MAGIC.length, body.length);
    ProtobufInput raw = null;
    while (envelope.next()) {
      switch (envelope.field()) {
        case 1 -> readType(envelope.message(), tree);
        case 2 -> raw = envelope.message();
        default -> envelope.skip();
      }
    }
    if (raw != null) {
      readStruct(raw, version.schema(), tree, 0);
    }
    return tree;
  }

  private static void readType(ProtobufInput type, ObjectNode tree) {
    while (type.next()) {
      switch (type.field()) {
        case 1 -> tree.put("apiVersion", type.text());
        case 2 -> tree.put("kind", type.text());
        default -> type.skip();
      }
    }
  }

  private static void readStruct(ProtobufInput in, Schema schema, ObjectNode tree, int depth) {
    if (depth > MAX_DEPTH) {
      throw new DecodingException("proto: nested too deep");
    }
    while (in.next()) {
      Property property = property(schema, in.field());
      if (property == null) {
        in.skip();
      } else {
        readMember(in, property, tree, depth);
      }
    }
  }

  private static @Nullable Property property(Schema schema, int number) {
    for (Property property : schema.properties()) {
      if (property.protobufNumber() == number) {
        return property;
      }
    }
    return null;
  }

  private static void readMember(ProtobufInput in, Property property, ObjectNode tree, int depth) {
    String name = property.name();
    Schema schema = property.schema();
    switch (schema.type()) {
      case STRUCT -> readStruct(in.message(), schema, tree.withObject(name), depth + 1);
      case LIST -> addItem(in, schema.requiredElement(), tree.withArray(name), depth);
      case MAP -> readEntry(in.message(), schema, tree.withObject(name), depth);
      case STRING -> {
        String text = in.text();
        if (!text.isEmpty()) {
          tree.put(name, text);
        }
      }
      case BYTES -> tree.put(name, Base64.getEncoder().encodeToString(in.bytes()));
      case TIME -> readTime(in.message(), name, tree);
      case INTEGER -> {
        long number = in.varint();
        if (number != 0) {
          tree.put(name, number);
        }
      }
      case BOOLEAN -> {
        if (in.varint() != 0) {
          tree.put(name, true);
        }
      }
      case NUMBER, INT_OR_STRING, ANY -> in.skip();
    }
  }

  private static void addItem(ProtobufInput in, Schema element, ArrayNode list, int depth) {
    switch (element.type()) {
      case STRUCT -> readStruct(in.message(), element, list.addObject(), depth + 1);
      case STRING -> list.add(in.text());
      case INTEGER -> list.add(in.varint());
      case BOOLEAN -> list.add(in.varint() != 0);
      case BYTES -> list.add(Base64.getEncoder().encodeToString(in.bytes()));
      case MAP, LIST, TIME, NUMBER, INT_OR_STRING, ANY -> in.skip();
    }
  }

  private static void readEntry(ProtobufInput entry, Schema map, ObjectNode tree, int depth) {
    String key = "";
    ProtobufInput value = null;
    while (entry.next()) {
      switch (entry.field()) {
        case 1 -> key = entry.text();
        case 2 -> value = entry.message();
        default -> entry.skip();
      }
    }
    Schema element = map.requiredElement();
    switch (element.type()) {
      case STRING -> tree.put(key, value == null ? "" : value.rest());
      case LIST -> readItems(value, element, tree.putArray(key), depth);
      case STRUCT -> {
        ObjectNode struct = tree.putObject(key);
        if (value != null) {
          readStruct(value, element, struct, depth + 1);
        }
      }
      case MAP, BYTES, TIME, INTEGER, NUMBER, BOOLEAN, INT_OR_STRING, ANY -> {}
    }
  }

  /** A list that is the value of a map is wrapped in a message of its own. */
  private static void readItems(
      @Nullable ProtobufInput value, Schema list, ArrayNode items, int depth) {
    while (value != null && value.next()) {
      if (value.field() == 1) {
        addItem(value, list.requiredElement(), items, depth);
      } else {
        value.skip();
      }
    }
  }

  private static void readTime(ProtobufInput time, String name, ObjectNode tree) {
    long seconds = 0;
    while (time.next()) {
      if (time.field() == 1) {
        seconds = time.varint();
      } else {
        time.skip();
      }
    }
    if (seconds != 0) {
      tree.put(name, instant(seconds).toString());
    }
  }

  private static Instant instant(long seconds) {
    try {
      return Instant.ofEpochSecond(seconds);
    } catch (DateTimeException e) {
      throw new DecodingException("proto: a time out of range");
    }
  }
}
