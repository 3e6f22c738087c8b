package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.schema.Schema;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The fields that somebody owns who applied a value. */
public final class Ownership {
  private Ownership() {}

  /** The fields of an object: its leaves, the items of its lists, the entries of its maps. */
  public static FieldSet of(JsonNode object, Schema schema) {
    FieldSetBuilder fields = new FieldSetBuilder();
    within(object, schema, fields);
    return fields.build();
  }

  /** Adds what is below a step, and the step itself if it is a leaf. */
  private static void step(
      PathElement step, JsonNode value, Schema schema, FieldSetBuilder fields) {
    if (Shape.of(schema, value) == Shape.LEAF) {
      fields.add(step);
    } else {
      within(value, schema, fields.below(step));
    }
  }

  private static void within(JsonNode value, Schema schema, FieldSetBuilder fields) {
    switch (Shape.of(schema, value)) {
      case MAP -> members(value, schema, fields);
      case LIST -> items(value, schema, fields);
      case LEAF -> {} // the caller has added it
    }
  }

  private static void members(JsonNode map, Schema schema, FieldSetBuilder fields) {
    for (Map.Entry<String, JsonNode> member : map.properties()) {
      PathElement step = new PathElement.Field(member.getKey());
      JsonNode value = member.getValue();
      Schema inner = Shape.member(schema, member.getKey());
      if (inner != null) {
        step(step, value, inner, fields);
      }
      boolean empty = value.isNull() || (value.isObject() && value.isEmpty());
      if (empty || !Shape.declares(schema, member.getKey())) {
        fields.add(step);
      }
    }
  }

  /** Items that occur twice are owned as one thing, without what is inside. */
  private static void items(JsonNode list, Schema schema, FieldSetBuilder fields) {
    Set<PathElement> seen = new HashSet<>();
    Set<PathElement> repeated = new HashSet<>();
    for (JsonNode item : list) {
      PathElement step = ListItems.elementOrNull(schema, item);
      if (step != null && !seen.add(step)) {
        repeated.add(step);
      }
    }
    for (JsonNode item : list) {
      PathElement step = ListItems.elementOrNull(schema, item);
      if (step != null) {
        fields.add(step);
        if (!repeated.contains(step)) {
          step(step, item, schema.requiredElement(), fields);
        }
      }
    }
  }

  /**
   * Adds to a set the declared members that it only goes through. A set made of {@code .a.b.c} then
   * also has {@code .a} if a struct declares it, but not an entry of a map.
   */
  static FieldSet withNamedFields(FieldSet set, Schema schema) {
    FieldSetBuilder fields = new FieldSetBuilder();
    addNamed(set, schema, fields);
    return fields.build().union(set);
  }

  private static void addNamed(FieldSet set, Schema schema, FieldSetBuilder fields) {
    set.forEachEntry(
        (step, entry) -> {
          if (entry.below().isEmpty()) {
            return;
          }
          Schema inner = null;
          if (step instanceof PathElement.Field(String name)) {
            inner = Shape.member(schema, name);
            if (Shape.declares(schema, name)) {
              fields.add(step);
            }
          } else if (step instanceof PathElement.Key) {
            inner = schema.element();
          }
          if (inner != null) {
            addNamed(entry.below(), inner, fields.below(step));
          }
        });
  }

  /**
   * What a set written under an older schema means under this one: where a value has become atomic,
   * whoever owned something inside owns the whole.
   */
  static FieldSet reconciled(FieldSet set, Schema schema) {
    FieldSetBuilder whole = new FieldSetBuilder();
    collectAtomic(set, schema, whole);
    FieldSet atomic = whole.build();
    return atomic.isEmpty() ? set : set.withoutTrees(atomic).union(atomic);
  }

  private static void collectAtomic(FieldSet set, Schema schema, FieldSetBuilder whole) {
    set.forEachEntry(
        (step, entry) -> {
          Schema inner =
              step instanceof PathElement.Field(String name)
                  ? Shape.member(schema, name)
                  : schema.element();
          if (inner == null || entry.below().isEmpty()) {
            return;
          }
          boolean container =
              switch (inner.type()) {
                case STRUCT, MAP, LIST -> true;
                case STRING, BYTES, TIME, INTEGER, NUMBER, BOOLEAN, INT_OR_STRING, ANY -> false;
              };
          if (container && Shape.of(inner, null) == Shape.LEAF) {
            whole.add(step);
          } else {
            collectAtomic(entry.below(), inner, whole.below(step));
          }
        });
  }
}
