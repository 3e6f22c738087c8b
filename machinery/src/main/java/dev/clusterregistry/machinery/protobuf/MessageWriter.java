package dev.clusterregistry.machinery.protobuf;

import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Writes a tree as a message, by the numbers in a schema and in their order. What is in the tree is
 * on the wire, empty or not, and nothing else: Go writes the zeros of members that are no pointers
 * too, and reads them back where they are missing.
 */
public final class MessageWriter {
  private final ProtobufWriter out;

  private MessageWriter(ProtobufWriter out) {
    this.out = out;
  }

  /** The message of a canonical tree: one that the schema has been checked with. */
  public static byte[] write(JsonNode tree, Schema schema, int expectedSize) {
    ProtobufWriter out = new ProtobufWriter(expectedSize);
    new MessageWriter(out).struct(tree, schema);
    return out.toBytes();
  }

  private void struct(JsonNode tree, Schema schema) {
    for (Property property : schema.numbered()) {
      JsonNode value = tree.get(property.name());
      if (value != null && !value.isNull()) {
        value(property.protobufNumber(), value, property.schema());
      }
    }
  }

  private void value(int number, JsonNode value, Schema schema) {
    switch (schema.type()) {
      case STRUCT -> {
        int begin = out.begin(number);
        struct(value, schema);
        out.end(begin);
      }
      case LIST -> {
        if (schema.wrapped()) {
          wrapped(number, value, schema);
        } else {
          items(number, value, schema);
        }
      }
      case MAP -> entries(number, value, schema.requiredElement());
      case STRING -> out.text(number, text(value));
      case BYTES -> out.bytes(number, Base64.getMimeDecoder().decode(text(value)));
      case TIME -> time(number, text(value));
      case INTEGER -> out.whole(number, value.asLong(0));
      case NUMBER -> out.real(number, value);
      case BOOLEAN -> out.present(number, value.asBoolean(false));
      case ANY -> {
        int begin = out.begin(number);
        out.bytes(1, GoJson.text(value).getBytes(StandardCharsets.UTF_8));
        out.end(begin);
      }
      case INT_OR_STRING -> {}
    }
  }

  private void items(int number, JsonNode list, Schema schema) {
    Schema element = schema.requiredElement();
    for (JsonNode item : list) {
      value(number, item, element);
    }
  }

  private void entries(int number, JsonNode map, Schema element) {
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      int begin = out.begin(number);
      out.text(1, entry.getKey());
      if (element.element() == null) {
        value(2, entry.getValue(), element);
      } else {
        wrapped(2, entry.getValue(), element);
      }
      out.end(begin);
    }
  }

  /** Protobuf has no map of lists, for one: they are wrapped in messages of their own. */
  private void wrapped(int number, JsonNode list, Schema schema) {
    int wrapper = out.begin(number);
    items(1, list, schema);
    out.end(wrapper);
  }

  private void time(int number, String text) {
    int begin = out.begin(number);
    if (!text.isEmpty()) {
      out.whole(1, Instant.parse(text).getEpochSecond());
      out.whole(2, 0);
    }
    out.end(begin);
  }

  /** Null is no text, where Go has one. */
  private static String text(JsonNode value) {
    return value.isString() ? value.stringValue() : "";
  }
}
