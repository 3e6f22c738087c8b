package dev.clusterregistry.machinery.strategic;

import dev.clusterregistry.machinery.json.GoFormat;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The directive {@code $setElementOrder/<list>}: the order of the list's items after the merge.
 *
 * @param order the items, objects by their merge key alone
 */
record ElementOrder(String list, JsonNode order, ListMerge.Strategy strategy) {

  /** Merges the list of the patch, orders the result, and takes the list out of the patch. */
  void apply(ObjectNode result, ObjectNode patch) {
    if (!(order instanceof ArrayNode array)) {
      throw Directives.wrongType("[]interface {}", order);
    }
    List<JsonNode> wanted = ListMerge.listOf(array);
    ArrayNode live = listIn(result);
    ArrayNode changes = listIn(patch);
    if (changes != null) {
      check(wanted, ListMerge.listOf(changes));
    }
    JsonNode merged;
    if (live != null && changes != null) {
      merged = strategy.merged(live, changes, false);
    } else if (live != null) {
      merged = live;
    } else if (changes != null) {
      merged = Directives.cleaned(changes);
    } else {
      return;
    }
    if (merged instanceof ArrayNode items) {
      List<JsonNode> before = live == null ? List.of() : ListMerge.listOf(live);
      ItemOrder order = new ItemOrder(wanted, before, key(items));
      result.set(list, ListMerge.array(order.ordered(ListMerge.listOf(items))));
    }
    patch.remove(list);
  }

  private @Nullable ArrayNode listIn(ObjectNode object) {
    JsonNode value = object.get(list);
    if (value == null || value instanceof ArrayNode) {
      return (ArrayNode) value;
    }
    throw Directives.wrongType("[]interface {}", value);
  }

  /** The merge key if the items are objects, each of which must have it. */
  private @Nullable String key(ArrayNode items) {
    String mergeKey = strategy.mergeKey();
    if (mergeKey == null) {
      return null;
    }
    for (JsonNode item : items) {
      if (!item.has(mergeKey)) {
        throw Directives.noMergeKey(item, mergeKey);
      }
    }
    return mergeKey;
  }

  /** Items of the patch must be listed, in the same order. */
  private void check(List<JsonNode> wanted, List<JsonNode> changes) {
    if (wanted.isEmpty() || changes.isEmpty()) {
      return;
    }
    int place = 0;
    for (JsonNode item : changes) {
      if (item.has(Directives.PATCH)) {
        continue;
      }
      while (place < wanted.size()
          && !ListMerge.same(wanted.get(place), item, strategy.mergeKey())) {
        place++;
      }
      if (place++ >= wanted.size()) {
        throw Statuses.unknown500(
            "The order in patch list:\n"
                + GoFormat.plain(ListMerge.array(changes))
                + "\n doesn't match $setElementOrder list:\n"
                + GoFormat.plain(ListMerge.array(wanted))
                + "\n");
      }
    }
  }
}
