package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.json.GoJsonException;
import dev.clusterregistry.machinery.json.GoJsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The wire form of a field set, fieldsV1: nested objects whose member names are encoded steps. An
 * empty object is a member; a {@code "."} says that a step with something below is a member too.
 */
final class FieldSetJson {
  private static final String SELF = ".";

  private FieldSetJson() {}

  static ObjectNode encode(FieldSet set) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    write(set, tree);
    return tree;
  }

  private static void write(FieldSet set, ObjectNode tree) {
    set.forEachEntry(
        (step, entry) -> {
          ObjectNode below = tree.putObject(step.encoded());
          if (entry.member() && !entry.below().isEmpty()) {
            below.putObject(SELF);
          }
          write(entry.below(), below);
        });
  }

  static FieldSet decode(JsonNode tree) throws UndecodableFieldsException {
    return decodeEntry(tree).below();
  }

  /** What one value says: steps of an unknown kind are left out, nothing at all means a member. */
  private static FieldSet.Entry decodeEntry(JsonNode tree) throws UndecodableFieldsException {
    if (!tree.isObject() && !tree.isNull()) {
      throw new UndecodableFieldsException("expect { or n, but found " + tree.getNodeType());
    }
    FieldSet.Level level = new FieldSet.Level(tree.size());
    boolean member = false;
    for (Map.Entry<String, JsonNode> item : tree.properties()) {
      if (item.getKey().equals(SELF)) {
        member = true;
        continue;
      }
      PathElement step = step(item.getKey());
      if (step != null) {
        level.add(step, decodeEntry(item.getValue()));
      }
    }
    FieldSet below = level.done();
    return below.isEmpty() ? FieldSet.Entry.LEAF : new FieldSet.Entry(member, below);
  }

  /** Reads an encoded step; null if a later version invented its kind. */
  private static @Nullable PathElement step(String encoded) throws UndecodableFieldsException {
    if (encoded.length() < 2) {
      throw new UndecodableFieldsException("key must be 2 characters long:");
    }
    if (encoded.charAt(1) != ':') {
      throw new UndecodableFieldsException("missing colon: " + encoded);
    }
    String content = encoded.substring(2);
    return switch (encoded.charAt(0)) {
      case 'f' -> new PathElement.Field(content);
      case 'v' -> new PathElement.Value(Scalar.of(json(content)));
      case 'k' -> key(json(content));
      case 'i' -> index(content);
      default -> null;
    };
  }

  private static PathElement key(JsonNode content) throws UndecodableFieldsException {
    if (!content.isObject()) {
      throw new UndecodableFieldsException("expect { or n, but found " + content.getNodeType());
    }
    SortedMap<String, Scalar> members = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : content.properties()) {
      members.put(member.getKey(), Scalar.of(member.getValue()));
    }
    return new PathElement.Key(members);
  }

  private static PathElement index(String content) throws UndecodableFieldsException {
    try {
      return new PathElement.Index(Integer.parseInt(content));
    } catch (NumberFormatException notANumber) {
      throw new UndecodableFieldsException(
          "strconv.Atoi: parsing \"" + content + "\": invalid syntax");
    }
  }

  private static JsonNode json(String content) throws UndecodableFieldsException {
    try {
      return GoJsonReader.read(content.getBytes(StandardCharsets.UTF_8), duplicate -> {});
    } catch (GoJsonException malformed) {
      throw new UndecodableFieldsException(malformed.getMessage());
    }
  }
}
