package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.json.Trees;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An object's {@code metadata.managedFields}: all managers and what they own. Immutable. */
record ManagedFields(SortedMap<Manager, Owned> owners) {
  static final ManagedFields NONE = new ManagedFields(new TreeMap<>());

  private static final String MEMBER = "managedFields";

  private static final Comparator<Map.Entry<Manager, Owned>> WIRE_ORDER =
      Comparator.<Map.Entry<Manager, Owned>, String>comparing(entry -> entry.getKey().operation())
          .thenComparing(entry -> entry.getValue().time())
          .thenComparing(entry -> entry.getKey().name())
          .thenComparing(entry -> entry.getValue().apiVersion())
          .thenComparing(entry -> entry.getKey().subresource());

  boolean isEmpty() {
    return owners.isEmpty();
  }

  /** A map to change, for a new value. */
  SortedMap<Manager, Owned> copy() {
    return new TreeMap<>(owners);
  }

  /** The array in an object's metadata, or null. */
  static @Nullable JsonNode in(ObjectNode object) {
    JsonNode metadata = object.get("metadata");
    JsonNode array = metadata == null ? null : metadata.get(MEMBER);
    return array == null || array.isNull() ? null : array;
  }

  /** Whether a request asks to forget all managers: an empty list, or one empty entry. */
  static boolean isReset(@Nullable JsonNode array) {
    return array != null && (array.isEmpty() || (array.size() == 1 && array.get(0).isEmpty()));
  }

  /**
   * @param array null for none
   * @throws UndecodableFieldsException if any entry cannot be understood
   */
  static ManagedFields decode(@Nullable JsonNode array) throws UndecodableFieldsException {
    if (array == null) {
      return NONE;
    }
    SortedMap<Manager, Owned> owners = new TreeMap<>();
    int index = 0;
    for (JsonNode entry : array) {
      decode(entry, index++, owners);
    }
    return new ManagedFields(owners);
  }

  /** The same, but nobody owns anything if there is an entry that cannot be understood. */
  static ManagedFields decodeOrNone(@Nullable JsonNode array) {
    try {
      return decode(array);
    } catch (UndecodableFieldsException undecodable) {
      return NONE;
    }
  }

  private static void decode(JsonNode entry, int index, SortedMap<Manager, Owned> owners)
      throws UndecodableFieldsException {
    String operation = text(entry, "operation");
    if (!operation.equals("Apply") && !operation.equals("Update")) {
      throw new UndecodableFieldsException("operation must be `Apply` or `Update`");
    }
    String apiVersion = text(entry, "apiVersion");
    if (apiVersion.isEmpty()) {
      throw new UndecodableFieldsException("apiVersion must not be empty");
    }
    String fieldsType = text(entry, "fieldsType");
    if (!fieldsType.equals("FieldsV1")) {
      throw new UndecodableFieldsException(
          fieldsType.isEmpty()
              ? "missing fieldsType in managed fields entry " + index
              : "invalid fieldsType \"" + fieldsType + "\" in managed fields entry " + index);
    }
    JsonNode fields = entry.get("fieldsV1");
    boolean applies = operation.equals("Apply");
    String name = text(entry, "manager");
    String subresource = text(entry, "subresource");
    owners.put(
        new Manager(name, applies, applies ? "" : apiVersion, subresource),
        new Owned(
            fields == null ? FieldSet.EMPTY : FieldSetJson.decode(fields),
            apiVersion,
            text(entry, "time")));
  }

  private static String text(JsonNode entry, String member) {
    JsonNode value = entry.get(member);
    return value != null && value.isString() ? value.stringValue() : "";
  }

  /** A copy of an object with these managers, or without the member if there are none. */
  ObjectNode writtenInto(ObjectNode object) {
    ObjectNode result = without(object);
    if (!owners.isEmpty()) {
      ObjectNode metadata =
          result.get("metadata") instanceof ObjectNode present
              ? present
              : result.putObject("metadata");
      metadata.set(MEMBER, encode());
    }
    return result;
  }

  /** A copy of an object without the member; shares everything below metadata. */
  static ObjectNode without(ObjectNode object) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    object.properties().forEach(member -> result.set(member.getKey(), member.getValue()));
    if (object.get("metadata") instanceof ObjectNode metadata) {
      ObjectNode copy = result.putObject("metadata");
      metadata.properties().forEach(member -> copy.set(member.getKey(), member.getValue()));
      copy.remove(MEMBER);
    }
    return result;
  }

  /** The array: applies before updates, the older before the newer. */
  ArrayNode encode() {
    List<Map.Entry<Manager, Owned>> entries = new ArrayList<>(owners.entrySet());
    entries.sort(WIRE_ORDER);
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Map.Entry<Manager, Owned> entry : entries) {
      Manager manager = entry.getKey();
      Owned owned = entry.getValue();
      ObjectNode tree = array.addObject();
      putIfSet(tree, "manager", manager.name());
      tree.put("operation", manager.operation());
      putIfSet(tree, "apiVersion", owned.apiVersion());
      putIfSet(tree, "time", owned.time());
      tree.put("fieldsType", "FieldsV1");
      tree.set("fieldsV1", FieldSetJson.encode(owned.fields()));
      putIfSet(tree, "subresource", manager.subresource());
    }
    return array;
  }

  private static void putIfSet(ObjectNode tree, String member, String value) {
    if (!value.isEmpty()) {
      tree.put(member, value);
    }
  }

  /** Whether two arrays differ at most in the times of their entries, in the same order. */
  static boolean sameExceptTimes(@Nullable JsonNode left, @Nullable JsonNode right) {
    if (left == null || right == null) {
      return left == null && right == null;
    }
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!Trees.same(timeless(left.get(i)), timeless(right.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static JsonNode timeless(JsonNode entry) {
    JsonNode copy = entry.deepCopy();
    if (copy instanceof ObjectNode object) {
      object.remove("time");
    }
    return copy;
  }
}
