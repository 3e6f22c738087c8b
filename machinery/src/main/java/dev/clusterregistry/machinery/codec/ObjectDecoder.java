package dev.clusterregistry.machinery.codec;

import dev.clusterregistry.machinery.json.GoQuote;
import dev.clusterregistry.machinery.protobuf.Envelope;
import dev.clusterregistry.machinery.protobuf.MalformedMessageException;
import dev.clusterregistry.machinery.schema.Defaults;
import dev.clusterregistry.machinery.schema.DeleteOptionsKind;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import dev.clusterregistry.machinery.yaml.YamlException;
import dev.clusterregistry.machinery.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;
import tools.jackson.databind.node.TreeTraversingParser;

/**
 * Decodes request bodies as compiled-in types do: unknown members are dropped and reported, names
 * are case-sensitive, null means unset, the last of several equal members wins.
 *
 * <p>Thread-safe.
 */
public final class ObjectDecoder {
  /** How deep containers may be nested in a body, unknown members included. */
  static final int MAX_DEPTH = 10_000;

  /** How deep they may be nested in members without a schema, which are kept and so recursed on. */
  static final int MAX_FREE_DEPTH = 500;

  private static final String ENVELOPE =
      "struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string"
          + " \"json:\\\"kind,omitempty\\\"\" }";

  /** What Kubernetes says of custom resources. */
  private static final String NO_MESSAGE =
      "object *unstructured.Unstructured does not implement the protobuf marshalling interface and"
          + " cannot be encoded to a protobuf message";

  private static final int SHOWN_BYTES = 30;
  private static final byte FIRST_OF_BYTE_ORDER_MARK = (byte) 0xef;

  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /**
   * What the walk over a whole document found.
   *
   * @param duplicates what YAML says of keys that it has twice; empty if nothing
   */
  private record Walked(ObjectNode tree, SchemaWalk walk, TypeMeta type, String duplicates) {}

  /**
   * Decodes the body of a create or update.
   *
   * @throws StatusException 400 in Kubernetes' words
   */
  public Decoded decode(byte[] body, Encoding encoding, KindVersion version) {
    Walked walked;
    try {
      walked = walk(body, encoding, version);
    } catch (DecodingException | MalformedMessageException | YamlException e) {
      throw unrecognized(e.getMessage(), version, body);
    }
    TypeMeta type = walked.type();
    String problem = type.mismatch(version);
    problem = problem == null ? walked.walk().error() : problem;
    if (problem != null) {
      throw cannotHandle(type, version, problem);
    }
    String otherVersion = type.otherVersion(version);
    if (otherVersion != null) {
      throw Statuses.badRequest(otherVersion);
    }
    return new Decoded(walked.tree(), problems(walked));
  }

  private static StatusException cannotHandle(TypeMeta type, KindVersion version, String why) {
    return Statuses.badRequest(
        type.kind()
            + " in version "
            + GoQuote.quote(type.version())
            + " cannot be handled as a "
            + version.kind().kind()
            + ": "
            + why);
  }

  private static List<String> problems(Walked walked) {
    List<String> problems = walked.walk().problems();
    if (walked.duplicates().isEmpty()) {
      return problems;
    }
    List<String> all = new ArrayList<>(problems.size() + 1);
    all.add(walked.duplicates());
    all.addAll(problems);
    return all;
  }

  /**
   * Decodes the body of a deletion. As in Kubernetes, unknown members are passed over, and options
   * may claim to be of any group and version.
   *
   * @throws StatusException 400 in Kubernetes' words
   */
  public ObjectNode decodeDeleteOptions(byte[] body, Encoding encoding) {
    KindVersion version = DeleteOptionsKind.V1;
    Walked walked;
    try {
      walked = walk(body, encoding, version);
    } catch (DecodingException | MalformedMessageException | YamlException e) {
      throw Statuses.badRequest(String.valueOf(e.getMessage()));
    }
    TypeMeta type = walked.type();
    String problem =
        type.kind().equals(version.kind().kind()) ? walked.walk().error() : type.unknown();
    if (problem != null) {
      throw Statuses.badRequest(problem);
    }
    return walked.tree();
  }

  /**
   * Brings a tree, such as the result of a patch, into the shape of the schema. One that says it is
   * of another version of the kind is read as that and converted.
   *
   * @param tree not changed
   * @throws DecodingException with the bare error text, such as "json: cannot unmarshal …"
   */
  public Decoded decodeTree(JsonNode tree, KindVersion version) {
    if (tree.isObject() && tree.path("apiVersion").asString("").isEmpty()) {
      return nameless(tree, version);
    }
    Walked walked = walk(new TreeTraversingParser(tree), version);
    String problem = walked.type().mismatch(version);
    if (problem == null) {
      KindVersion claimed = walked.type().among(version.kind());
      if (claimed != null && !claimed.equals(version)) {
        return converted(decodeTree(tree, claimed), claimed, version);
      }
      problem = walked.walk().error();
    }
    if (problem != null) {
      throw new DecodingException(problem);
    }
    return new Decoded(walked.tree(), walked.walk().problems());
  }

  private static Decoded converted(Decoded decoded, KindVersion from, KindVersion to) {
    ObjectNode tree = to.kind().converter().convert(decoded.tree(), from, to);
    Defaults.fill(tree, to.schema());
    return new Decoded(tree, decoded.strictProblems());
  }

  /** What Go decodes without an apiVersion into its internal type, which has no JSON names. */
  private static Decoded nameless(JsonNode tree, KindVersion version) {
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    nothing.put("kind", version.kind().kind());
    nothing.put("apiVersion", version.apiVersion());
    List<String> problems = new ArrayList<>();
    for (String name : new TreeSet<>(tree.propertyNames())) {
      if (!nothing.has(name)) {
        problems.add("unknown field " + GoQuote.quote(name));
      }
    }
    return new Decoded(nothing, problems);
  }

  /**
   * Reads canonical bytes (a frozen object, or a stored value without its marker) back into a tree.
   *
   * @throws DecodingException if they are not a JSON object
   */
  public ObjectNode parse(byte[] json, int offset, int length) {
    try (JsonParser parser =
        factory.createParser(ObjectReadContext.empty(), json, offset, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new DecodingException("not a JSON object");
      }
      return plainObject(parser);
    } catch (JacksonException e) {
      throw new DecodingException("not JSON: " + e.getOriginalMessage());
    }
  }

  private static ObjectNode plainObject(JsonParser parser) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      object.set(name, plain(parser, parser.nextToken()));
    }
    return object;
  }

  /** Canonical JSON needs no second look: our own limits were kept when it was written. */
  private static JsonNode plain(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> plainObject(parser);
      case START_ARRAY -> {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonToken item = parser.nextToken();
            item != JsonToken.END_ARRAY;
            item = parser.nextToken()) {
          list.add(plain(parser, item));
        }
        yield list;
      }
      case VALUE_STRING -> StringNode.valueOf(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> SchemaWalk.number(parser);
      case VALUE_TRUE -> BooleanNode.TRUE;
      case VALUE_FALSE -> BooleanNode.FALSE;
      default -> JsonNodeFactory.instance.nullNode();
    };
  }

  private Walked walk(byte[] body, Encoding encoding, KindVersion version) {
    return switch (encoding) {
      case YAML -> {
        YamlReader.Document document = YamlReader.read(body);
        Walked walked = walk(new TreeTraversingParser(document.tree()), version);
        yield new Walked(walked.tree(), walked.walk(), walked.type(), document.duplicatesError());
      }
      case JSON -> walkJson(body, version);
      case PROTOBUF -> walkMessage(Envelope.open(body), version);
    };
  }

  private static Walked walkMessage(Envelope envelope, KindVersion version) {
    if (version.protobuf()) {
      return walk(new TreeTraversingParser(envelope.tree(version.schema())), version);
    }
    TypeMeta type = TypeMeta.of(envelope.apiVersion(), envelope.kind(), version);
    throw cannotHandle(type, version, NO_MESSAGE);
  }

  private Walked walkJson(byte[] body, KindVersion version) {
    if (body.length > 0 && body[0] == FIRST_OF_BYTE_ORDER_MARK) {
      throw notJson(String.valueOf(GoJsonSyntax.error(body))); // which Jackson passes over
    }
    try {
      return walkBytes(body, version);
    } catch (JacksonException e) {
      String error = GoJsonSyntax.error(body);
      if (error != null) {
        throw notJson(error);
      }
    }
    // Go reads malformed UTF-8 as replacement characters; nothing else is left to be wrong.
    byte[] repaired = new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    try {
      return walkBytes(repaired, version);
    } catch (JacksonException e) {
      throw notJson(e.getOriginalMessage());
    }
  }

  private Walked walkBytes(byte[] body, KindVersion version) {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), body)) {
      Walked walked = walk(parser, version);
      if (parser.nextToken() != null) {
        throw notJson(String.valueOf(GoJsonSyntax.error(body)));
      }
      return walked;
    }
  }

  private static Walked walk(JsonParser parser, KindVersion version) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("kind", "");
    tree.put("apiVersion", "");
    SchemaWalk walk = new SchemaWalk(parser, version.version());
    JsonToken token = parser.nextToken();
    switch (token) {
      case null -> throw notJson("unexpected end of JSON input");
      case START_OBJECT -> walk.root(version.schema(), tree);
      case VALUE_NULL -> {}
      default -> {
        String found = SchemaWalk.found(token);
        parser.skipChildren();
        throw notJson("json: cannot unmarshal " + found + " into Go value of type " + ENVELOPE);
      }
    }
    if (walk.envelopeError() != null) {
      throw notJson(walk.envelopeError());
    }
    TypeMeta type = TypeMeta.of(text(tree.get("apiVersion")), text(tree.get("kind")), version);
    tree.put("kind", type.kind());
    tree.put("apiVersion", type.apiVersion());
    Defaults.fill(tree, version.schema());
    return new Walked(tree, walk, type, "");
  }

  private static String text(@Nullable JsonNode node) {
    return node == null ? "" : node.asString();
  }

  private static DecodingException notJson(String error) {
    return new DecodingException("couldn't get version/kind; json parse error: " + error);
  }

  private static StatusException unrecognized(
      @Nullable String error, KindVersion version, byte[] body) {
    return Statuses.badRequest(
        "the object provided is unrecognized (must be of type "
            + version.kind().kind()
            + "): "
            + error
            + " ("
            + summary(body)
            + ")");
  }

  private static String summary(byte[] body) {
    if (body.length == 0) {
      return "<empty>";
    }
    int shown = Math.min(body.length, SHOWN_BYTES);
    String text =
        body[0] == '{'
            ? new String(body, 0, shown, StandardCharsets.UTF_8)
            : HexFormat.of().formatHex(body, 0, shown);
    return shown < body.length ? text + " ..." : text;
  }
}
