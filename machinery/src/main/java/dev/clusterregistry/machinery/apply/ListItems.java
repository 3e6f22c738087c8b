package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.json.GoQuote;
import dev.clusterregistry.machinery.schema.ListType;
import dev.clusterregistry.machinery.schema.Schema;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How the items of a list with an owner per item are told apart. */
final class ListItems {
  private ListItems() {}

  /** An item without an identity; the message is Kubernetes'. */
  static final class Unidentified extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    Unidentified(String why) {
      super(why, null, false, false);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  static PathElement element(Schema list, JsonNode item) throws Unidentified {
    return list.listType() == ListType.MAP ? key(list, item) : value(item);
  }

  /** The same, or null for an item without an identity. */
  static @Nullable PathElement elementOrNull(Schema list, JsonNode item) {
    try {
      return element(list, item);
    } catch (Unidentified unidentified) {
      return null;
    }
  }

  private static PathElement key(Schema list, JsonNode item) throws Unidentified {
    if (item.isNull()) {
      throw new Unidentified("associative list with keys may not have a null element");
    }
    if (!item.isObject()) {
      throw new Unidentified("associative list with keys may not have non-map elements");
    }
    SortedMap<String, Scalar> members = new TreeMap<>();
    for (String name : list.listMapKeys()) {
      JsonNode value = item.get(name);
      if (value == null) {
        value = defaultOf(list.requiredElement(), name);
      }
      if (value != null) {
        members.put(name, Scalar.of(value));
      }
    }
    if (members.isEmpty()) {
      throw new Unidentified(
          "associative list with keys has an element that omits all key fields "
              + quoted(list)
              + " (and doesn't have default values for any key fields)");
    }
    return new PathElement.Key(members);
  }

  private static @Nullable JsonNode defaultOf(Schema item, String member) {
    Schema schema = Shape.member(item, member);
    return schema == null ? null : schema.defaultValue();
  }

  private static String quoted(Schema list) {
    StringBuilder out = new StringBuilder("[");
    for (String key : list.listMapKeys()) {
      GoQuote.append(out.append(out.length() > 1 ? " " : ""), key);
    }
    return out.append(']').toString();
  }

  private static PathElement value(JsonNode item) throws Unidentified {
    return switch (item.getNodeType()) {
      case OBJECT ->
          throw new Unidentified("associative list without keys has an element that's a map type");
      case ARRAY ->
          throw new Unidentified("not supported: associative list with lists as elements");
      case NULL, MISSING ->
          throw new Unidentified(
              "associative list without keys has an element that's an explicit null");
      case STRING, NUMBER, BOOLEAN, BINARY, POJO -> new PathElement.Value(Scalar.of(item));
    };
  }
}
