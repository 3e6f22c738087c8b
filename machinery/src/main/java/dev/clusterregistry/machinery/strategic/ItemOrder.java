package dev.clusterregistry.machinery.strategic;

import dev.clusterregistry.machinery.json.Trees;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The order of a merged list: items of the patch in the patch's order, the others in the live one,
 * interleaved as the live list has them where it has both.
 *
 * @param wanted items in the order that the patch wants
 * @param live items in the order of the live list
 * @param key that tells objects apart; null for scalars
 */
record ItemOrder(List<JsonNode> wanted, List<JsonNode> live, @Nullable String key) {

  List<JsonNode> ordered(List<JsonNode> items) {
    List<JsonNode> ofPatch = new ArrayList<>();
    List<JsonNode> ofServer = new ArrayList<>();
    for (JsonNode item : items) {
      (indexOf(wanted, item, key) < 0 ? ofServer : ofPatch).add(item);
    }
    ofPatch.sort(Comparator.comparingInt(item -> indexOf(wanted, item, key)));
    ofServer.sort(Comparator.comparingInt(item -> indexOf(live, item, key)));
    return interleaved(ofServer, ofPatch);
  }

  private List<JsonNode> interleaved(List<JsonNode> ofServer, List<JsonNode> ofPatch) {
    List<JsonNode> result = new ArrayList<>(ofServer.size() + ofPatch.size());
    int server = 0;
    for (JsonNode item : ofPatch) {
      int place = indexOf(live, item, key);
      while (server < ofServer.size() && isBefore(ofServer.get(server), place)) {
        result.add(ofServer.get(server++));
      }
      result.add(item);
    }
    result.addAll(ofServer.subList(server, ofServer.size()));
    return result;
  }

  private boolean isBefore(JsonNode item, int place) {
    int index = indexOf(live, item, key);
    return index >= 0 && index < place;
  }

  /** Where a list has an item, or -1. */
  static int indexOf(List<JsonNode> list, JsonNode item, @Nullable String key) {
    for (int i = 0; i < list.size(); i++) {
      if (ListMerge.same(list.get(i), item, key)) {
        return i;
      }
    }
    return -1;
  }

  static boolean hasKey(JsonNode item, String key, JsonNode value) {
    JsonNode actual = item.get(key);
    return actual != null && Trees.same(actual, value);
  }
}
