package dev.clusterregistry.machinery.protobuf;

import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a message into the tree that its JSON would give, by the numbers in a schema. As in Go,
 * what has no number is passed over. What is on the wire is in the tree, empty or not; telling
 * which empty members count is left to whoever gets the tree.
 *
 * <p>A tree is nowhere deeper than its schema, and grows with the bytes, not with what they claim.
 */
public final class MessageReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  private MessageReader() {}

  /**
   * Reads a message into an object.
   *
   * @throws MalformedMessageException if it is none of the schema
   */
  public static void read(ProtobufInput in, Schema schema, ObjectNode into) {
    while (in.next()) {
      Property property = schema.numbered(in.field());
      if (property == null) {
        in.skip();
      } else {
        member(in, property, into);
      }
    }
  }

  private static void member(ProtobufInput in, Property property, ObjectNode into) {
    String name = property.name();
    Schema schema = property.schema();
    switch (schema.type()) {
      case STRUCT -> read(in.message(), schema, into.withObject(name));
      case LIST -> {
        if (schema.wrapped()) {
          into.set(name, value(in, schema));
        } else {
          into.withArray(name).add(value(in, schema.requiredElement()));
        }
      }
      case MAP -> entry(in.message(), schema.requiredElement(), into.withObject(name));
      case STRING, BYTES, TIME, INTEGER, NUMBER, BOOLEAN, INT_OR_STRING, ANY -> {
        JsonNode value = value(in, schema);
        if (schema.omitsZero() && value.asLong() == 0) {
          into.remove(name);
        } else {
          into.set(name, value);
        }
      }
    }
  }

  private static JsonNode value(ProtobufInput in, Schema schema) {
    return switch (schema.type()) {
      case STRUCT -> {
        ObjectNode struct = NODES.objectNode();
        read(in.message(), schema, struct);
        yield struct;
      }
      case STRING -> NODES.stringNode(in.text());
      case BYTES -> NODES.stringNode(BASE64.encodeToString(in.bytes()));
      case TIME -> time(in.message());
      case INTEGER -> NODES.numberNode(whole(in.varint(), schema));
      case NUMBER -> NODES.numberNode(in.real());
      case BOOLEAN -> NODES.booleanNode(in.varint() != 0);
      case ANY -> raw(in.message());
      case LIST -> items(in.message(), schema.requiredElement());
      case MAP, INT_OR_STRING -> {
        in.skip();
        yield NODES.nullNode();
      }
    };
  }

  private static long whole(long value, Schema schema) {
    return schema.format().equals("int32") ? (int) value : value;
  }

  private static void entry(ProtobufInput entry, Schema element, ObjectNode map) {
    String key = "";
    JsonNode value = null;
    while (entry.next()) {
      switch (entry.field()) {
        case 1 -> key = entry.text();
        case 2 -> value = value(entry, element);
        default -> entry.skip();
      }
    }
    map.set(key, value == null ? zero(element) : value);
  }

  /** What an entry without a value maps to. */
  private static JsonNode zero(Schema schema) {
    return switch (schema.type()) {
      case STRUCT, MAP -> NODES.objectNode();
      case LIST -> NODES.arrayNode();
      case STRING, BYTES -> NODES.stringNode("");
      case INTEGER, NUMBER -> NODES.numberNode(0);
      case BOOLEAN -> NODES.booleanNode(false);
      case TIME, INT_OR_STRING, ANY -> NODES.nullNode();
    };
  }

  /** A list that is the value of a map is wrapped in a message of its own. */
  private static ArrayNode items(ProtobufInput wrapper, Schema element) {
    ArrayNode items = NODES.arrayNode();
    while (wrapper.next()) {
      if (wrapper.field() == 1) {
        items.add(value(wrapper, element));
      } else {
        wrapper.skip();
      }
    }
    return items;
  }

  /** Go's zero time is a message without any field. */
  private static JsonNode time(ProtobufInput time) {
    if (time.isEmpty()) {
      return NODES.nullNode();
    }
    long seconds = 0;
    while (time.next()) {
      if (time.field() == 1) {
        seconds = time.varint();
      } else {
        time.skip();
      }
    }
    try {
      return NODES.stringNode(Instant.ofEpochSecond(seconds).toString());
    } catch (DateTimeException e) {
      throw new MalformedMessageException("proto: a time out of range");
    }
  }

  /** JSON inside a message, as FieldsV1 has it. */
  private static JsonNode raw(ProtobufInput message) {
    byte @Nullable [] json = null;
    while (message.next()) {
      if (message.field() == 1) {
        json = message.bytes();
      } else {
        message.skip();
      }
    }
    if (json == null || json.length == 0) {
      return NODES.nullNode();
    }
    try {
      JsonNode node = MAPPER.readTree(json);
      return node.isObject() ? node : NODES.nullNode();
    } catch (JacksonException e) {
      throw new MalformedMessageException("not JSON: " + e.getOriginalMessage());
    }
  }
}
