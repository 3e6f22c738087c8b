package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.json.Trees;
import dev.clusterregistry.machinery.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which fields differ between two states of an object. No field is in two of the sets. */
record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {

  static Comparison of(JsonNode before, JsonNode after, Schema schema) {
    Walk walk = new Walk(new FieldSetBuilder(), new FieldSetBuilder(), new FieldSetBuilder());
    walk.inside(before, after, schema);
    return new Comparison(walk.added.build(), walk.modified.build(), walk.removed.build());
  }

  Comparison without(FieldSet ignored) {
    return ignored.isEmpty()
        ? this
        : new Comparison(
            added.withoutTrees(ignored),
            modified.withoutTrees(ignored),
            removed.withoutTrees(ignored));
  }

  FieldSet written() {
    return modified.union(added);
  }

  /** The builders of one level. */
  private record Walk(FieldSetBuilder added, FieldSetBuilder modified, FieldSetBuilder removed) {

    private Walk below(PathElement step) {
      return new Walk(added.below(step), modified.below(step), removed.below(step));
    }

    /** Compares what a step leads to; at least one side is present. */
    void step(
        PathElement step, @Nullable JsonNode before, @Nullable JsonNode after, Schema schema) {
      Shape left = Shape.of(schema, before == null ? after : before);
      Shape right = Shape.of(schema, after == null ? before : after);
      if (left != right) {
        // A value of any type has turned from an object into something else, or back.
        within(step, before, null, schema, left);
        within(step, null, after, schema, right);
        modified.add(step);
      } else if (left == Shape.LEAF || (Shape.isHollow(before) && Shape.isHollow(after))) {
        leaf(step, before, after);
      } else {
        within(step, before, after, schema, left);
        if (before == null) {
          added.add(step);
        } else if (after == null) {
          removed.add(step);
        }
      }
    }

    private void within(
        PathElement step,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        Schema schema,
        Shape shape) {
      if (shape == Shape.MAP) {
        below(step).members(before, after, schema);
      } else if (shape == Shape.LIST) {
        below(step).items(before, after, schema);
      }
    }

    private void leaf(PathElement step, @Nullable JsonNode before, @Nullable JsonNode after) {
      if (before == null) {
        added.add(step);
      } else if (after == null) {
        removed.add(step);
      } else if (!Trees.same(before, after)) {
        modified.add(step);
      }
    }

    void inside(JsonNode before, JsonNode after, Schema schema) {
      members(before, after, schema);
    }

    private void members(@Nullable JsonNode before, @Nullable JsonNode after, Schema schema) {
      if (after != null) {
        for (Map.Entry<String, JsonNode> member : after.properties()) {
          String name = member.getKey();
          member(name, before == null ? null : before.get(name), member.getValue(), schema);
        }
      }
      if (before != null) {
        for (Map.Entry<String, JsonNode> member : before.properties()) {
          if (after == null || !after.has(member.getKey())) {
            member(member.getKey(), member.getValue(), null, schema);
          }
        }
      }
    }

    private void member(
        String name, @Nullable JsonNode before, @Nullable JsonNode after, Schema schema) {
      Schema inner = Shape.member(schema, name);
      if (inner != null) {
        step(new PathElement.Field(name), before, after, inner);
      }
    }

    private void items(@Nullable JsonNode before, @Nullable JsonNode after, Schema schema) {
      Map<PathElement, List<JsonNode>> left = byElement(before, schema);
      Map<PathElement, List<JsonNode>> right = byElement(after, schema);
      Set<PathElement> steps = new LinkedHashSet<>(left.keySet());
      steps.addAll(right.keySet());
      for (PathElement step : steps) {
        item(
            step,
            left.getOrDefault(step, List.of()),
            right.getOrDefault(step, List.of()),
            schema.requiredElement());
      }
    }

    /** Repeated items are compared as one thing. */
    private void item(
        PathElement step, List<JsonNode> before, List<JsonNode> after, Schema schema) {
      boolean wasRepeated = before.size() > 1;
      boolean isRepeated = after.size() > 1;
      if (!wasRepeated && !isRepeated) {
        step(step, firstOf(before), firstOf(after), schema);
      } else if (wasRepeated && isRepeated) {
        if (!sameItems(before, after)) {
          modified.add(step);
        }
      } else if (wasRepeated) {
        if (!after.isEmpty()) {
          step(step, null, after.get(0), schema);
        }
        removed.add(step);
      } else {
        if (!before.isEmpty()) {
          step(step, before.get(0), null, schema);
        }
        added.add(step);
      }
    }

    private static @Nullable JsonNode firstOf(List<JsonNode> items) {
      return items.isEmpty() ? null : items.get(0);
    }

    private static boolean sameItems(List<JsonNode> left, List<JsonNode> right) {
      boolean same = left.size() == right.size();
      for (int i = 0; same && i < left.size(); i++) {
        same = Trees.same(left.get(i), right.get(i));
      }
      return same;
    }

    private static Map<PathElement, List<JsonNode>> byElement(
        @Nullable JsonNode list, Schema schema) {
      Map<PathElement, List<JsonNode>> items = new LinkedHashMap<>();
      if (list != null) {
        for (JsonNode item : list) {
          PathElement step = ListItems.elementOrNull(schema, item);
          if (step != null) {
            items.computeIfAbsent(step, key -> new ArrayList<>()).add(item);
          }
        }
      }
      return items;
    }
  }
}
