package dev.clusterregistry.crinit.object;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes trees down in the shape that they have. */
public final class Json {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  /**
   * @param members names and values in turn: texts, whole numbers, booleans, lists, maps, trees; a
   *     member whose value is null is left out
   */
  public static ObjectNode object(@Nullable Object... members) {
    ObjectNode object = NODES.objectNode();
    for (int i = 0; i < members.length; i += 2) {
      Object value = members[i + 1];
      if (value != null) {
        object.set(String.valueOf(members[i]), node(value));
      }
    }
    return object;
  }

  public static ArrayNode list(Object... items) {
    return list(List.of(items));
  }

  public static ArrayNode list(List<?> items) {
    ArrayNode list = NODES.arrayNode();
    items.forEach(item -> list.add(node(item)));
    return list;
  }

  private static JsonNode node(Object value) {
    return switch (value) {
      case JsonNode tree -> tree;
      case String text -> NODES.stringNode(text);
      case Integer number -> NODES.numberNode(number);
      case Boolean truth -> NODES.booleanNode(truth);
      case List<?> items -> list(items);
      case Map<?, ?> members -> {
        ObjectNode object = NODES.objectNode();
        members.forEach((name, member) -> object.set(String.valueOf(name), node(member)));
        yield object;
      }
      default -> throw new IllegalArgumentException("no JSON: " + value.getClass());
    };
  }

  /** The text at a JSON pointer, empty if there is none. */
  public static String text(JsonNode tree, String pointer) {
    return tree.at(pointer).asString("");
  }
}
