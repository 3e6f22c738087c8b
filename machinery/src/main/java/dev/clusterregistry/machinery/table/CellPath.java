package dev.clusterregistry.machinery.table;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The simple JSONPath of a column: <code>.spec.list[*].name</code>, <code>[0]</code>, <code>
 * ['a.b']</code>, <code>.conditions[?(@.type=="Ready")].status</code>; a backslash escapes a dot.
 */
final class CellPath {
  private final List<Step> steps;

  private sealed interface Step {}

  private record Member(String name) implements Step {}

  private record Item(int index) implements Step {}

  private record All() implements Step {}

  private record Where(String member, String value) implements Step {}

  private CellPath(List<Step> steps) {
    this.steps = steps;
  }

  /**
   * @throws IllegalArgumentException if the path is not one of those above
   */
  static CellPath parse(String path) {
    List<Step> steps = new ArrayList<>();
    int at = 0;
    while (at < path.length()) {
      if (path.charAt(at) == '.') {
        StringBuilder name = new StringBuilder();
        for (at++; at < path.length() && ".[".indexOf(path.charAt(at)) < 0; at++) {
          if (path.charAt(at) == '\\' && at + 1 < path.length()) {
            at++;
          }
          name.append(path.charAt(at));
        }
        steps.add(name.toString().equals("*") ? new All() : new Member(name.toString()));
      } else {
        int end = path.indexOf(']', at);
        if (path.charAt(at) != '[' || end < 0) {
          throw new IllegalArgumentException("not a simple JSONPath: " + path);
        }
        steps.add(bracket(path.substring(at + 1, end), path));
        at = end + 1;
      }
    }
    return new CellPath(List.copyOf(steps));
  }

  private static Step bracket(String inside, String path) {
    if (inside.equals("*")) {
      return new All();
    }
    if (inside.startsWith("'") && inside.endsWith("'") && inside.length() > 1) {
      return new Member(inside.substring(1, inside.length() - 1));
    }
    if (inside.startsWith("?(@.") && inside.endsWith(")") && inside.contains("==")) {
      int equals = inside.indexOf("==");
      String value = inside.substring(equals + 2, inside.length() - 1).strip();
      boolean quoted = value.length() > 1 && "'\"".indexOf(value.charAt(0)) >= 0;
      return new Where(
          inside.substring(4, equals).strip(),
          quoted ? value.substring(1, value.length() - 1) : value);
    }
    try {
      return new Item(Integer.parseInt(inside));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a simple JSONPath: " + path, e);
    }
  }

  /** All values at the path in document order; none is null. */
  List<JsonNode> find(JsonNode root) {
    List<JsonNode> found = List.of(root);
    for (Step step : steps) {
      List<JsonNode> next = new ArrayList<>(found.size());
      for (JsonNode node : found) {
        follow(step, node, next);
      }
      if (next.isEmpty()) {
        return next;
      }
      found = next;
    }
    return found;
  }

  private static void follow(Step step, JsonNode node, List<JsonNode> into) {
    switch (step) {
      case Member member -> add(node.get(member.name()), into);
      case Item item ->
          add(node.get(item.index() < 0 ? node.size() + item.index() : item.index()), into);
      case All ignored -> {
        for (JsonNode child : node) {
          add(child, into);
        }
      }
      case Where where -> {
        for (JsonNode child : node) {
          if (child.path(where.member()).asString("").equals(where.value())) {
            add(child, into);
          }
        }
      }
    }
  }

  private static void add(@Nullable JsonNode node, List<JsonNode> into) {
    if (node != null && !node.isNull()) {
      into.add(node);
    }
  }
}
