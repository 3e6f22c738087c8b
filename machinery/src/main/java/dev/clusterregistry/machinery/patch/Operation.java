package dev.clusterregistry.machinery.patch;

import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.Trees;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One operation of a JSON patch.
 *
 * @param root holds the document as its only item
 */
record Operation(ArrayNode root, JsonNode operation) {

  /** Changes the document; answers the bytes that it copied within it. */
  int apply() {
    switch (text("op")) {
      case "add" -> add(place("path"), value());
      case "remove" -> remove(place("path"));
      case "replace" -> replace();
      case "move" -> {
        Place from = place("from");
        JsonNode moved = get(from);
        remove(from);
        add(place("path"), moved);
      }
      case "copy" -> {
        JsonNode copied = get(place("from")).deepCopy();
        add(place("path"), copied);
        return GoJson.bytes(copied).length;
      }
      case "test" -> test();
      default -> throw Statuses.unprocessablePatch();
    }
    return 0;
  }

  private void replace() {
    if (text("path").isEmpty()) {
      if (!value().isContainer()) {
        throw Statuses.unprocessablePatch();
      }
      root.set(0, value());
      return;
    }
    Place place = place("path");
    switch (place.container) {
      case ObjectNode object -> object.set(place.key, value());
      case ArrayNode array -> array.set(existing(array, place.key), value());
      default -> throw Statuses.unprocessablePatch();
    }
  }

  private void test() {
    JsonNode actual = text("path").isEmpty() ? root.get(0) : get(place("path"));
    if (!Trees.same(actual, value())) {
      throw Statuses.unprocessablePatch();
    }
  }

  private static void add(Place place, JsonNode value) {
    switch (place.container) {
      case ObjectNode object -> object.set(place.key, value);
      case ArrayNode array -> {
        if (place.key.equals("-")) {
          array.add(value);
        } else {
          array.insert(index(place.key, array.size() + 1), value);
        }
      }
      default -> throw Statuses.unprocessablePatch();
    }
  }

  private static void remove(Place place) {
    switch (place.container) {
      case ObjectNode object -> {
        if (object.remove(place.key) == null) {
          throw Statuses.unprocessablePatch();
        }
      }
      case ArrayNode array -> array.remove(existing(array, place.key));
      default -> throw Statuses.unprocessablePatch();
    }
  }

  /** The value at a place; null stands for an absent member, an absent item is an error. */
  private static JsonNode get(Place place) {
    JsonNode value = step(place.container, place.key);
    return value == null ? JsonNodeFactory.instance.nullNode() : value;
  }

  private static @Nullable JsonNode step(JsonNode container, String key) {
    return container instanceof ArrayNode array
        ? array.get(existing(array, key))
        : container.get(key);
  }

  /** The operand; a copy, as the patch may be applied again to a newer object. */
  private JsonNode value() {
    JsonNode value = operation.get("value");
    return value == null ? JsonNodeFactory.instance.nullNode() : value.deepCopy();
  }

  private String text(String member) {
    JsonNode value = operation.get(member);
    if (value == null || !value.isString()) {
      throw Statuses.unprocessablePatch();
    }
    return value.stringValue();
  }

  /** Resolves a JSON pointer. All but its last step must exist and be containers. */
  private Place place(String member) {
    String[] steps = text(member).split("/", -1);
    if (steps.length < 2) {
      throw Statuses.unprocessablePatch();
    }
    JsonNode container = root.get(0);
    for (int i = 1; i < steps.length - 1; i++) {
      JsonNode next = step(container, decoded(steps[i]));
      if (next == null || !next.isContainer()) {
        throw Statuses.unprocessablePatch();
      }
      container = next;
    }
    return new Place(container, decoded(steps[steps.length - 1]));
  }

  static String decoded(String step) {
    return step.indexOf('~') < 0 ? step : step.replace("~1", "/").replace("~0", "~");
  }

  private static int existing(ArrayNode array, String key) {
    return index(key, array.size());
  }

  /** An index below the bound; a negative one counts from the bound. */
  private static int index(String key, int bound) {
    int index;
    try {
      index = Integer.parseInt(key);
    } catch (NumberFormatException notANumber) {
      throw refused();
    }
    if (index < 0) {
      index += bound;
    }
    if (index < 0 || index >= bound) {
      throw refused();
    }
    return index;
  }

  private static StatusException refused() {
    return Statuses.unprocessablePatch();
  }

  private record Place(JsonNode container, String key) {}
}
