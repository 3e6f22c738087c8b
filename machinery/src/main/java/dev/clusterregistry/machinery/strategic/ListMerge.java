package dev.clusterregistry.machinery.strategic;

import dev.clusterregistry.machinery.json.GoFormat;
import dev.clusterregistry.machinery.json.Trees;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Merges the items of a patch into a list. */
final class ListMerge {

  /**
   * What the schema says about a member: {@code merge}, {@code replace} or nothing, beside {@code
   * retainKeys}, which kubectl minds and the server does not.
   */
  record Strategy(@Nullable Schema schema) {
    boolean replaces() {
      return declares("replace");
    }

    private boolean declares(String strategy) {
      String declared = schema == null ? null : schema.patchStrategy();
      return declared != null && List.of(declared.split(",")).contains(strategy);
    }

    @Nullable String mergeKey() {
      return schema == null ? null : schema.patchMergeKey();
    }

    JsonNode merged(ArrayNode original, ArrayNode patch, boolean deletesItems) {
      if (schema == null || !declares("merge")) {
        return patch;
      }
      return array(
          new ListMerge(schema.element(), mergeKey()).merged(original, patch, deletesItems));
    }
  }

  private final @Nullable Schema items;
  private final @Nullable String mergeKey;

  private ListMerge(@Nullable Schema items, @Nullable String mergeKey) {
    this.items = items;
    this.mergeKey = mergeKey;
  }

  private List<JsonNode> merged(ArrayNode original, ArrayNode patch, boolean deletesItems) {
    List<JsonNode> live = listOf(original);
    List<JsonNode> changes = listOf(patch);
    if (live.isEmpty() && changes.isEmpty()) {
      return live;
    }
    checkTypes(live, changes);
    JsonNode sample = live.isEmpty() ? changes.get(0) : live.get(0);
    if (!sample.isObject()) {
      return scalars(live, changes, deletesItems);
    }
    if (mergeKey == null) {
      throw Statuses.unknown500("cannot merge lists without merge key for type struct");
    }
    return objects(live, changes, mergeKey);
  }

  private static List<JsonNode> scalars(
      List<JsonNode> live, List<JsonNode> changes, boolean deletesItems) {
    List<JsonNode> result = new ArrayList<>();
    if (deletesItems) {
      for (JsonNode item : live) {
        if (ItemOrder.indexOf(changes, item, null) < 0) {
          result.add(item);
        }
      }
      return result;
    }
    for (List<JsonNode> list : List.of(live, changes)) {
      for (JsonNode item : list) {
        if (ItemOrder.indexOf(result, item, null) < 0) {
          result.add(item);
        }
      }
    }
    return new ItemOrder(changes, live, null).ordered(result);
  }

  private List<JsonNode> objects(List<JsonNode> live, List<JsonNode> changes, String key) {
    List<JsonNode> kept = new ArrayList<>(live);
    List<JsonNode> plain = new ArrayList<>();
    boolean replace = false;
    for (JsonNode item : changes) {
      JsonNode directive = item.get(Directives.PATCH);
      if (directive == null) {
        plain.add(item);
      } else if (Directives.says(item, "delete")) {
        JsonNode value = keyOf(item, key);
        kept.removeIf(other -> ItemOrder.hasKey(other, key, value));
      } else if (Directives.says(item, "replace")) {
        replace = true;
      } else if (Directives.says(item, "merge")) {
        throw Statuses.unknown500("merging lists cannot yet be specified in the patch");
      } else {
        throw Directives.unknownDirective(directive, item);
      }
    }
    if (replace) {
      return plain;
    }
    List<JsonNode> result = new ArrayList<>(kept);
    for (JsonNode item : plain) {
      keyOf(item, key);
      int place = ItemOrder.indexOf(result, item, key);
      if (place < 0) {
        result.add(item);
      } else {
        ObjectNode merged =
            MapMerge.merged((ObjectNode) result.get(place), (ObjectNode) item, items);
        result.set(place, merged);
      }
    }
    for (JsonNode item : result) {
      keyOf(item, key);
    }
    return new ItemOrder(plain, kept, key).ordered(result);
  }

  private static JsonNode keyOf(JsonNode item, String key) {
    JsonNode value = item.get(key);
    if (value == null) {
      throw Directives.noMergeKey(item, key);
    }
    return value;
  }

  /** All items must be of one type, and none a list. */
  private static void checkTypes(List<JsonNode> live, List<JsonNode> changes) {
    List<JsonNode> all = new ArrayList<>(live);
    all.addAll(changes);
    String type = GoFormat.type(all.get(0));
    for (JsonNode item : all) {
      if (item.isArray()) {
        throw Statuses.unprocessablePatch();
      }
      if (!GoFormat.type(item).equals(type)) {
        throw Statuses.unknown500(
            "list element types are not identical: ["
                + GoFormat.plain(array(live))
                + " "
                + GoFormat.plain(array(changes))
                + "]");
      }
    }
  }

  static List<JsonNode> listOf(ArrayNode array) {
    List<JsonNode> items = new ArrayList<>(array.size());
    array.forEach(items::add);
    return items;
  }

  static ArrayNode array(List<JsonNode> items) {
    return JsonNodeFactory.instance.arrayNode().addAll(items);
  }

  /** Whether two items are the same scalar, or objects with the same key. */
  static boolean same(JsonNode left, JsonNode right, @Nullable String key) {
    if (key == null) {
      return Trees.same(left, right);
    }
    JsonNode value = right.get(key);
    return value != null && ItemOrder.hasKey(left, key, value);
  }
}
