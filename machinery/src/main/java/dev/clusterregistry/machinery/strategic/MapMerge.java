package dev.clusterregistry.machinery.strategic;

import dev.clusterregistry.machinery.json.GoFormat;
import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.schema.SchemaType;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Merges the members of a patch into an object. */
final class MapMerge {
  private MapMerge() {}

  /**
   * @param schema of the object; null where the schema says nothing
   */
  static ObjectNode merged(ObjectNode original, ObjectNode patch, @Nullable Schema schema) {
    JsonNode directive = patch.get(Directives.PATCH);
    if (directive != null) {
      return replaced(directive, patch);
    }
    ObjectNode result = copy(original);
    ObjectNode rest = copy(patch);
    retainKeys(result, rest);
    for (Map.Entry<String, JsonNode> member : patch.properties()) {
      String list = Directives.listOf(member.getKey(), Directives.SET_ORDER);
      if (list != null) {
        JsonNode order = member.getValue();
        rest.remove(member.getKey());
        new ElementOrder(list, order, strategy(schema, list)).apply(result, rest);
      }
    }
    for (Map.Entry<String, JsonNode> change : rest.properties()) {
      String list = Directives.listOf(change.getKey(), Directives.DELETE_FROM_LIST);
      String name = list == null ? change.getKey() : list;
      merge(result, name, change.getValue(), strategy(schema, name), list != null);
    }
    return result;
  }

  private static ObjectNode replaced(JsonNode directive, ObjectNode patch) {
    if (Directives.says(patch, "replace")) {
      ObjectNode replacement = copy(patch);
      replacement.remove(Directives.PATCH);
      return replacement;
    }
    if (Directives.says(patch, "delete")) {
      return patch.objectNode();
    }
    throw Directives.unknownDirective(directive, patch);
  }

  /** Drops all members but those listed, which must be all that the patch sets. */
  private static void retainKeys(ObjectNode result, ObjectNode patch) {
    JsonNode directive = patch.remove(Directives.RETAIN_KEYS);
    if (directive == null) {
      return;
    }
    if (!directive.isArray()) {
      throw Directives.badFormat("retainKeys");
    }
    Set<String> retained = new HashSet<>();
    directive.forEach(name -> retained.add(name.asString("")));
    for (Map.Entry<String, JsonNode> member : patch.properties()) {
      String name = member.getKey();
      boolean directed =
          name.startsWith(Directives.DELETE_FROM_LIST) || name.startsWith(Directives.SET_ORDER);
      if (!member.getValue().isNull() && !directed && !retained.contains(name)) {
        throw Directives.badFormat("retainKeys");
      }
    }
    result.retain(retained);
  }

  private static void merge(
      ObjectNode result,
      String name,
      JsonNode value,
      ListMerge.Strategy strategy,
      boolean deletesItems) {
    if (value.isNull()) {
      result.remove(name);
      return;
    }
    JsonNode current = result.get(name);
    boolean sameType = current != null && GoFormat.type(current).equals(GoFormat.type(value));
    if (!sameType) {
      if (!deletesItems) {
        JsonNode cleaned = Directives.cleaned(value);
        if (cleaned == null) {
          result.remove(name);
        } else {
          result.set(name, cleaned);
        }
      }
    } else if (current instanceof ObjectNode object && value instanceof ObjectNode patch) {
      result.set(name, strategy.replaces() ? patch : merged(object, patch, strategy.schema()));
    } else if (current instanceof ArrayNode array && value instanceof ArrayNode patch) {
      result.set(name, strategy.merged(array, patch, deletesItems));
    } else {
      result.set(name, value);
    }
  }

  private static ListMerge.Strategy strategy(@Nullable Schema schema, String member) {
    return new ListMerge.Strategy(schema == null ? null : memberOf(schema, member));
  }

  private static @Nullable Schema memberOf(Schema schema, String name) {
    if (schema.type() != SchemaType.STRUCT) {
      return schema.element();
    }
    Property property = schema.property(name);
    return property == null ? null : property.schema();
  }

  private static ObjectNode copy(ObjectNode object) {
    ObjectNode copy = object.objectNode();
    object.properties().forEach(member -> copy.set(member.getKey(), member.getValue()));
    return copy;
  }
}
