package dev.clusterregistry.kinds;

import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Random objects of any kind, with all that its schema allows and much of it empty. */
final class RandomObjects {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String ALPHABET = "ab<>&\"\\\n\u2028\u00e9 /:#0";

  /** Years 1 to 9998. */
  private static final long FIRST_SECOND = Instant.parse("0001-01-02T00:00:00Z").getEpochSecond();

  private static final long LAST_SECOND = Instant.parse("9998-12-31T00:00:00Z").getEpochSecond();

  private final Random random;

  RandomObjects(Random random) {
    this.random = random;
  }

  ObjectNode of(KindVersion version) {
    ObjectNode object = (ObjectNode) value(version.schema());
    return object.put("kind", version.kind().kind()).put("apiVersion", version.apiVersion());
  }

  private JsonNode value(Schema schema) {
    return switch (schema.type()) {
      case STRUCT -> struct(schema);
      case LIST -> {
        ArrayNode list = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(schema.requiredElement()));
        }
        yield list;
      }
      case MAP -> {
        ObjectNode map = NODES.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.set(text(), value(schema.requiredElement()));
        }
        yield map;
      }
      case STRING -> NODES.stringNode(text());
      case BYTES -> {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        yield NODES.stringNode(Base64.getEncoder().encodeToString(bytes));
      }
      case TIME ->
          NODES.stringNode(
              Instant.ofEpochSecond(random.nextLong(FIRST_SECOND, LAST_SECOND)).toString());
      case INTEGER -> number(schema);
      case NUMBER -> NODES.numberNode(random.nextGaussian());
      case BOOLEAN -> NODES.booleanNode(random.nextBoolean());
      case ANY -> NODES.objectNode().set("f:spec", NODES.objectNode().putObject("f:a<b"));
      case INT_OR_STRING -> NODES.nullNode();
    };
  }

  private ObjectNode struct(Schema schema) {
    ObjectNode struct = NODES.objectNode();
    for (Property property : schema.properties()) {
      if (random.nextInt(3) > 0) {
        JsonNode value = value(property.schema());
        // Protobuf cannot tell an empty list from none, not in Kubernetes either.
        if (!value.isArray() || !value.isEmpty()) {
          struct.set(property.name(), value);
        }
      }
    }
    return struct;
  }

  private JsonNode number(Schema schema) {
    long number =
        schema.format().equals("int32")
            ? random.nextInt()
            : random.nextBoolean() ? random.nextLong() : random.nextInt(1000);
    if (random.nextInt(4) == 0) {
      number = 0;
    }
    return NODES.numberNode(schema.omitsZero() && number == 0 ? 1 : number);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
