package dev.clusterregistry.machinery.codec;

import dev.clusterregistry.machinery.json.GoQuote;
import dev.clusterregistry.machinery.schema.ObjectMetaSchema;
import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * One walk over a document along a schema, building the tree of what the schema knows. Like Go's
 * decoder it goes on after a wrong type and keeps the first such error.
 */
final class SchemaWalk {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final StringNode NO_TEXT = StringNode.valueOf("");

  private final JsonParser parser;
  private final String version;
  private final Position position = new Position();
  private @Nullable Schema struct;
  private @Nullable Set<String> problems;
  private @Nullable String error;
  private @Nullable String envelopeError;

  /**
   * @param version the Go package of the kind's types
   */
  SchemaWalk(JsonParser parser, String version) {
    this.parser = parser;
    this.version = version;
  }

  List<String> problems() {
    return problems == null ? List.of() : new ArrayList<>(problems);
  }

  /** The first value of a wrong type, or null. */
  @Nullable String error() {
    return error;
  }

  /** What is wrong with kind or apiVersion, or null. */
  @Nullable String envelopeError() {
    return envelopeError;
  }

  /** Reads the members of the root into a tree; the parser is at its opening brace. */
  void root(Schema schema, ObjectNode into) {
    struct(schema, into);
  }

  private void struct(Schema schema, ObjectNode into) {
    Schema outer = struct;
    struct = schema;
    long seen = 0;
    BitSet seenBeyond = null;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      Property property = schema.property(name);
      JsonToken token = parser.nextToken();
      if (property == null) {
        position.enterField(name);
        problem("unknown field ");
        position.leave();
        parser.skipChildren();
        continue;
      }
      position.enterField(property.name());
      int index = property.index();
      boolean again;
      if (index < Long.SIZE) {
        again = (seen & (1L << index)) != 0;
        seen |= 1L << index;
      } else {
        seenBeyond = seenBeyond == null ? new BitSet() : seenBeyond;
        again = seenBeyond.get(index);
        seenBeyond.set(index);
      }
      if (again) {
        problem("duplicate field ");
      }
      JsonNode previous = again ? into.get(property.name()) : null;
      JsonNode value = value(property.schema(), token, previous);
      if (value != null && isEmpty(value, property)) {
        into.remove(property.name());
      } else if (value != null) {
        into.set(property.name(), value);
      } else if (again && token == JsonToken.VALUE_NULL && !(previous instanceof ObjectNode)) {
        into.remove(property.name());
      }
      position.leave();
    }
    struct = outer;
  }

  /**
   * Whether a member says no more than its absence, so that it is not stored, and nobody's either.
   * Of managedFields an empty list says that they are to be forgotten.
   */
  @SuppressWarnings("ReferenceEquality") // the property exists once
  private static boolean isEmpty(JsonNode value, Property property) {
    if (property.keptEmpty() || property == ObjectMetaSchema.MANAGED_FIELDS) {
      return false;
    }
    return switch (property.schema().type()) {
      case STRUCT, MAP, LIST -> value.isEmpty();
      case STRING, BYTES, TIME -> value.stringValue().isEmpty();
      case INTEGER, NUMBER, BOOLEAN, INT_OR_STRING, ANY -> false;
    };
  }

  /**
   * Reads the value at which the parser is.
   *
   * @param previous of an equal member before; structs and maps are read on top of it
   * @return null if the value is null or wrong
   */
  private @Nullable JsonNode value(Schema schema, JsonToken token, @Nullable JsonNode previous) {
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    return switch (schema.type()) {
      case STRUCT, MAP -> {
        if (token != JsonToken.START_OBJECT) {
          yield wrongType(schema, token);
        }
        ObjectNode into = previous instanceof ObjectNode object ? object : NODES.objectNode();
        switch (schema.type()) {
          case STRUCT -> struct(schema, into);
          default -> map(schema.requiredElement(), into);
        }
        yield into;
      }
      case LIST ->
          token == JsonToken.START_ARRAY
              ? list(schema.requiredElement())
              : wrongType(schema, token);
      case STRING ->
          token == JsonToken.VALUE_STRING
              ? StringNode.valueOf(parser.getString())
              : wrongType(schema, token);
      case BYTES -> token == JsonToken.VALUE_STRING ? bytes() : wrongType(schema, token);
      case TIME -> token == JsonToken.VALUE_STRING ? time() : wrongType(schema, token);
      case INTEGER -> integer(schema, token);
      case NUMBER -> token.isNumeric() ? number(parser) : wrongType(schema, token);
      case BOOLEAN -> token.isBoolean() ? bool(token) : wrongType(schema, token);
      case INT_OR_STRING ->
          token == JsonToken.VALUE_STRING
              ? StringNode.valueOf(parser.getString())
              : integer(schema, token);
      case ANY -> any(token, 0);
    };
  }

  private void map(Schema element, ObjectNode into) {
    Set<String> before = into.isEmpty() ? Set.of() : Set.copyOf(into.propertyNames());
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      position.enterKey(name);
      if (into.has(name) && !before.contains(name)) {
        problem("duplicate field ");
      }
      JsonNode value = value(element, parser.nextToken(), null);
      into.set(name, value == null ? zero(element) : value);
      position.leave();
    }
  }

  private ArrayNode list(Schema element) {
    ArrayNode list = NODES.arrayNode();
    int index = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      position.enterIndex(index++);
      JsonNode value = value(element, token, null);
      list.add(value == null ? zero(element) : value);
      position.leave();
    }
    return list;
  }

  /** What Go has in a list or map where the document says null. */
  private static JsonNode zero(Schema schema) {
    return switch (schema.type()) {
      case STRUCT, MAP -> NODES.objectNode();
      case LIST -> NODES.arrayNode();
      case STRING, BYTES -> NO_TEXT;
      case INTEGER, NUMBER, INT_OR_STRING -> NODES.numberNode(0);
      case BOOLEAN -> BooleanNode.FALSE;
      case TIME, ANY -> NODES.nullNode();
    };
  }

  private @Nullable JsonNode bytes() {
    String text = parser.getString();
    int bad = Base64Text.firstBad(text);
    if (bad >= 0) {
      failed("illegal base64 data at input byte " + bad);
      return null;
    }
    return StringNode.valueOf(Base64Text.canonical(text));
  }

  private @Nullable JsonNode time() {
    try {
      String time = GoTime.canonical(parser.getString());
      return time.isEmpty() ? null : StringNode.valueOf(time);
    } catch (DecodingException e) {
      failed(e.getMessage());
      return null;
    }
  }

  private @Nullable JsonNode integer(Schema schema, JsonToken token) {
    if (token != JsonToken.VALUE_NUMBER_INT) {
      return token == JsonToken.VALUE_NUMBER_FLOAT ? wrongNumber(schema) : wrongType(schema, token);
    }
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      return wrongNumber(schema);
    }
    long value = parser.getLongValue();
    if (value == (int) value) {
      return NODES.numberNode((int) value);
    }
    return GoTypes.name(schema, version).equals("int32")
        ? wrongNumber(schema)
        : NODES.numberNode(value);
  }

  /** The number at which a parser is, in its shortest type. */
  static JsonNode number(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT, LONG -> {
        long value = parser.getLongValue();
        yield value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
      }
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> {
        double value = parser.getDoubleValue();
        yield NODES.numberNode(Double.isFinite(value) ? value : Double.MAX_VALUE);
      }
    };
  }

  private static JsonNode bool(JsonToken token) {
    return BooleanNode.valueOf(token == JsonToken.VALUE_TRUE);
  }

  private JsonNode any(JsonToken token, int depth) {
    if (depth > ObjectDecoder.MAX_FREE_DEPTH) {
      throw new DecodingException("exceeded max depth");
    }
    return switch (token) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
          position.enterKey(name);
          if (object.has(name)) {
            problem("duplicate field ");
          }
          object.set(name, any(parser.nextToken(), depth + 1));
          position.leave();
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode list = NODES.arrayNode();
        for (JsonToken item = parser.nextToken();
            item != JsonToken.END_ARRAY;
            item = parser.nextToken()) {
          position.enterIndex(list.size());
          list.add(any(item, depth + 1));
          position.leave();
        }
        yield list;
      }
      case VALUE_STRING -> StringNode.valueOf(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> BooleanNode.TRUE;
      case VALUE_FALSE -> BooleanNode.FALSE;
      default -> NODES.nullNode();
    };
  }

  private @Nullable JsonNode wrongNumber(Schema schema) {
    mismatch("number " + parser.getString(), schema);
    return null;
  }

  private @Nullable JsonNode wrongType(Schema schema, JsonToken token) {
    mismatch(found(token), schema);
    parser.skipChildren();
    return null;
  }

  static String found(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "object";
      case START_ARRAY -> "array";
      case VALUE_STRING -> "string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
      default -> "bool";
    };
  }

  private void mismatch(String found, Schema schema) {
    String fields = position.fields();
    if (position.depth() == 1 && (fields.equals("kind") || fields.equals("apiVersion"))) {
      if (envelopeError == null) {
        envelopeError =
            "json: cannot unmarshal "
                + found
                + " into Go struct field ."
                + fields
                + " of type string";
      }
      return;
    }
    String owner = struct == null ? "" : struct.typeName();
    failed(
        "json: cannot unmarshal "
            + found
            + " into Go struct field "
            + owner
            + "."
            + fields
            + " of type "
            + GoTypes.name(schema, version));
  }

  private void failed(@Nullable String text) {
    if (error == null) {
      error = text;
    }
  }

  private void problem(String heading) {
    if (problems == null) {
      problems = new LinkedHashSet<>();
    }
    problems.add(heading + GoQuote.quote(position.path()));
  }
}
