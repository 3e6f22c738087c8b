package dev.clusterregistry.machinery.patch;

import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.GoJsonException;
import dev.clusterregistry.machinery.json.GoJsonReader;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON merge patch (RFC 7386): null removes, lists are replaced.
 *
 * @param problems what {@code fieldValidation} warns of or refuses: duplicate members
 */
public record MergePatch(ObjectNode patch, List<String> problems) {
  private static final String INVALID = "Invalid JSON Patch";

  /**
   * Reads a patch.
   *
   * @throws StatusException 400 if it is no JSON object
   */
  public static MergePatch parse(byte[] body) {
    List<String> problems = new ArrayList<>();
    JsonNode tree;
    try {
      tree = GoJsonReader.read(body, problems::add);
    } catch (GoJsonException malformed) {
      throw Statuses.badRequest("error decoding patch: " + malformed.getMessage());
    }
    if (tree instanceof ObjectNode object) {
      return new MergePatch(object, List.copyOf(problems));
    }
    throw Statuses.badRequest(
        tree.isNull()
            ? INVALID
            : "error decoding patch: json: cannot unmarshal "
                + GoJson.typeName(tree)
                + " into Go value of type map[string]interface {}");
  }

  /**
   * Reads what may be a patch, for clients that want to hear of no duplicates.
   *
   * @return an object, or what takes the place of whatever it patches
   * @throws StatusException 400 if it is no JSON or null, without saying why
   */
  public static JsonNode readUnchecked(byte[] body) {
    try {
      JsonNode tree = GoJsonReader.read(body, duplicate -> {});
      if (!tree.isNull()) {
        return tree;
      }
    } catch (GoJsonException malformed) {
      // told below
    }
    throw Statuses.badRequest(INVALID);
  }

  /** The target with the patch applied; shares what did not change with it. */
  public ObjectNode apply(ObjectNode target) {
    return merged(target, patch);
  }

  private static ObjectNode merged(ObjectNode target, JsonNode patch) {
    ObjectNode result = target.objectNode();
    for (Map.Entry<String, JsonNode> member : target.properties()) {
      result.set(member.getKey(), member.getValue());
    }
    for (Map.Entry<String, JsonNode> change : patch.properties()) {
      String name = change.getKey();
      JsonNode value = change.getValue();
      JsonNode current = result.get(name);
      if (value.isNull()) {
        result.remove(name);
      } else if (current instanceof ObjectNode object && value.isObject()) {
        result.set(name, merged(object, value));
      } else {
        result.set(name, withoutNulls(value));
      }
    }
    return result;
  }

  /** A copy in which no object, however deep, has a null member. Null items stay. */
  private static JsonNode withoutNulls(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> {
        ObjectNode copy = object.objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
          if (!member.getValue().isNull()) {
            copy.set(member.getKey(), withoutNulls(member.getValue()));
          }
        }
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = array.arrayNode();
        for (JsonNode item : array) {
          copy.add(withoutNulls(item));
        }
        yield copy;
      }
      default -> value;
    };
  }
}
