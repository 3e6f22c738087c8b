package dev.clusterregistry.machinery.patch;

import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.GoJsonException;
import dev.clusterregistry.machinery.json.GoJsonReader;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON patch (RFC 6902) as kube-apiserver applies it with evanphx/json-patch v4: an index may be
 * negative, {@code replace} and {@code copy} take an absent member for null, {@code test} too.
 *
 * @param problems what {@code fieldValidation} warns of or refuses: unknown and duplicate members
 *     of the operations, in Kubernetes' words
 */
public record JsonPatch(List<JsonNode> operations, List<String> problems) {
  private static final int MOST_OPERATIONS = 10_000;
  private static final int MOST_COPIED_BYTES = 3 * 1024 * 1024;
  private static final Set<String> MEMBERS = Set.of("op", "path", "from", "value");

  /**
   * Reads a patch.
   *
   * @throws StatusException 400 if it is no JSON or no list of operations, 413 if it is too long
   */
  public static JsonPatch parse(byte[] body) {
    List<String> problems = new ArrayList<>();
    JsonNode tree;
    try {
      tree =
          GoJsonReader.readItems(body, MEMBERS, problem -> problems.add("json patch " + problem));
    } catch (GoJsonException malformed) {
      throw undecodable(malformed.getMessage());
    }
    if (!tree.isArray() && !tree.isNull()) {
      throw undecodable(
          "json: cannot unmarshal "
              + GoJson.typeName(tree)
              + " into Go value of type []handlers.jsonPatchOp");
    }
    if (tree.size() > MOST_OPERATIONS) {
      throw Statuses.entityTooLarge(
          "The allowed maximum operations in a JSON patch is "
              + MOST_OPERATIONS
              + ", got "
              + tree.size());
    }
    List<JsonNode> operations = new ArrayList<>(tree.size());
    for (JsonNode operation : tree) {
      check(operation);
      operations.add(operation);
    }
    return new JsonPatch(List.copyOf(operations), List.copyOf(problems));
  }

  private static void check(JsonNode operation) {
    if (operation.isNull()) {
      return; // applying it fails
    }
    if (!operation.isObject()) {
      throw undecodable(
          "json: cannot unmarshal "
              + GoJson.typeName(operation)
              + " into Go value of type handlers.jsonPatchOp");
    }
    for (Map.Entry<String, JsonNode> member : operation.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      if (MEMBERS.contains(name) && !name.equals("value") && !value.isString() && !value.isNull()) {
        throw undecodable(
            "json: cannot unmarshal "
                + GoJson.typeName(value)
                + " into Go struct field jsonPatchOp."
                + name
                + " of type string");
      }
    }
  }

  private static StatusException undecodable(String why) {
    return Statuses.badRequest("error decoding patch: " + why);
  }

  /** The containers on the way to what the operations are about, and what they test. */
  public ObjectNode touched() {
    ObjectNode touched = JsonNodeFactory.instance.objectNode();
    for (JsonNode operation : operations) {
      boolean whole = operation.path("op").asString("").equals("test");
      for (String pointer : List.of("path", "from")) {
        touch(touched, operation.path(pointer).asString("").split("/", -1), whole);
      }
    }
    return touched;
  }

  private static void touch(ObjectNode touched, String[] steps, boolean whole) {
    ObjectNode at = touched;
    for (int i = 1; i < (whole ? steps.length : steps.length - 1); i++) {
      String name = Operation.decoded(steps[i]);
      at = at.get(name) instanceof ObjectNode next ? next : at.putObject(name);
    }
  }

  /**
   * Applies all operations to a copy.
   *
   * @throws StatusException 422 if one of them cannot be applied or a test fails
   */
  public JsonNode apply(JsonNode target) {
    // A root that "replace" with an empty path can exchange like any other value.
    ArrayNode root = JsonNodeFactory.instance.arrayNode();
    root.add(target.deepCopy());
    long copied = 0;
    for (JsonNode operation : operations) {
      copied += new Operation(root, operation).apply();
      if (copied > MOST_COPIED_BYTES) {
        throw Statuses.unprocessablePatch();
      }
    }
    return root.get(0);
  }
}
