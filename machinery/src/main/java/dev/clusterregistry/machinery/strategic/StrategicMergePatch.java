package dev.clusterregistry.machinery.strategic;

import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.GoJsonException;
import dev.clusterregistry.machinery.json.GoJsonReader;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A strategic merge patch.
 *
 * @param problems what {@code fieldValidation} warns of or refuses: duplicate members
 */
public record StrategicMergePatch(ObjectNode patch, List<String> problems) {

  /**
   * Reads a patch.
   *
   * @throws StatusException 400 if it is no JSON object
   */
  public static StrategicMergePatch parse(byte[] body) {
    List<String> problems = new ArrayList<>();
    JsonNode tree;
    try {
      tree = GoJsonReader.read(body, problems::add);
    } catch (GoJsonException malformed) {
      throw Statuses.badRequest(malformed.getMessage());
    }
    if (tree.isNull()) {
      return new StrategicMergePatch(JsonNodeFactory.instance.objectNode(), List.of());
    }
    if (tree instanceof ObjectNode object) {
      return new StrategicMergePatch(object, List.copyOf(problems));
    }
    throw Statuses.badRequest(
        "json: cannot unmarshal "
            + GoJson.typeName(tree)
            + " into Go value of type map[string]interface {}");
  }

  /**
   * The target with the patch applied.
   *
   * @param schema of the target
   * @throws StatusException 400, 422 or 500 (as kube-apiserver has it) if a directive is wrong or a
   *     list cannot be merged
   */
  public ObjectNode apply(ObjectNode target, Schema schema) {
    return MapMerge.merged(target, patch, schema);
  }
}
