package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.schema.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Lays an applied configuration over the live object. Both have passed {@link SchemaCheck}. */
final class TreeMerge {
  private TreeMerge() {}

  static ObjectNode merged(ObjectNode live, ObjectNode applied, Schema schema) {
    return members(live, applied, schema);
  }

  /** At least one side is present; null says that nothing is left. */
  private static @Nullable JsonNode value(
      @Nullable JsonNode live, @Nullable JsonNode applied, Schema schema) {
    Shape shape = Shape.of(schema, applied == null ? live : applied);
    boolean hollow = Shape.isHollow(live) && Shape.isHollow(applied);
    if (shape == Shape.LEAF || hollow) {
      return applied == null ? live : applied;
    }
    JsonNode result =
        shape == Shape.MAP ? members(live, applied, schema) : items(live, applied, schema);
    return result.isEmpty() ? null : result;
  }

  private static ObjectNode members(
      @Nullable JsonNode live, @Nullable JsonNode applied, Schema schema) {
    Set<String> names = new LinkedHashSet<>();
    addNames(live, names);
    addNames(applied, names);
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (String name : names) {
      Schema inner = Shape.member(schema, name);
      JsonNode left = live == null ? null : live.get(name);
      JsonNode right = applied == null ? null : applied.get(name);
      JsonNode value = inner == null ? left : value(left, right, inner);
      if (value != null) {
        result.set(name, value);
      }
    }
    return result;
  }

  private static void addNames(@Nullable JsonNode object, Set<String> names) {
    if (object != null) {
      object.properties().forEach(member -> names.add(member.getKey()));
    }
  }

  private static JsonNode items(
      @Nullable JsonNode live, @Nullable JsonNode applied, Schema schema) {
    return new Lists(Indexed.of(live, schema), Indexed.of(applied, schema), schema).merged();
  }

  /** A list by identity of its items. */
  private record Indexed(
      List<PathElement> steps, List<JsonNode> items, Map<PathElement, JsonNode> byStep) {

    static Indexed of(@Nullable JsonNode list, Schema schema) {
      Indexed indexed = new Indexed(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
      if (list != null) {
        for (JsonNode item : list) {
          PathElement step = ListItems.elementOrNull(schema, item);
          if (step != null) {
            indexed.steps.add(step);
            indexed.items.add(item);
            // Repeated items are replaced, not merged into.
            indexed.byStep.merge(step, item, (one, two) -> JsonNodeFactory.instance.nullNode());
          }
        }
      }
      return indexed;
    }
  }

  /**
   * Merges two lists so that the applied items keep their order and items that are only live stay
   * where they were between them.
   */
  private static final class Lists {
    private final Indexed live;
    private final Indexed applied;
    private final Schema schema;
    private final ArrayNode result = JsonNodeFactory.instance.arrayNode();

    /** Items in both lists that are still to come, in the applied order. */
    private final Deque<PathElement> shared = new ArrayDeque<>();

    private final Set<PathElement> done = new HashSet<>();

    Lists(Indexed live, Indexed applied, Schema schema) {
      this.live = live;
      this.applied = applied;
      this.schema = schema;
      for (PathElement step : applied.steps) {
        if (live.byStep.containsKey(step)) {
          shared.add(step);
        }
      }
    }

    ArrayNode merged() {
      int left = 0;
      int right = 0;
      int lefts = live.steps.size();
      int rights = applied.steps.size();
      while (left < lefts || right < rights) {
        PathElement mine = left < lefts ? live.steps.get(left) : null;
        PathElement theirs = right < rights ? applied.steps.get(right) : null;
        if (mine != null && mine.equals(theirs)) {
          take(mine);
          left++;
          right++;
        } else if (mine != null && theirs != null && waits(mine)) {
          left++; // it is merged when its turn comes in the applied order
        } else if (mine != null && !applied.byStep.containsKey(mine)) {
          add(value(live.items.get(left), null, schema.requiredElement()));
          left++;
        } else {
          if (mine != null && done.contains(mine)) {
            left++;
          }
          if (theirs != null) {
            take(theirs);
            right++;
          }
        }
      }
      return result;
    }

    /** Whether a live item is in both lists while another one is the next of those. */
    private boolean waits(PathElement mine) {
      return applied.byStep.containsKey(mine)
          && shared.peek() != null
          && !mine.equals(shared.peek());
    }

    private void take(PathElement step) {
      done.add(step);
      if (step.equals(shared.peek())) {
        shared.poll();
      }
      add(value(live.byStep.get(step), applied.byStep.get(step), schema.requiredElement()));
    }

    private void add(@Nullable JsonNode item) {
      if (item != null) {
        result.add(item);
      }
    }
  }
}
