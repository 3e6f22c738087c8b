package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.json.GoFormat;
import dev.clusterregistry.machinery.schema.ListType;
import dev.clusterregistry.machinery.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether a tree fits its schema well enough to speak of the ownership of its fields. */
final class SchemaCheck {
  private final boolean duplicatesAllowed;
  private final List<String> errors = new ArrayList<>(0);

  /** Names, indexes and elements on the way to the value; a text only if something is wrong. */
  private final List<Object> path = new ArrayList<>();

  private SchemaCheck(boolean duplicatesAllowed) {
    this.duplicatesAllowed = duplicatesAllowed;
  }

  /**
   * What is wrong, in the words of structured-merge-diff; null if nothing is.
   *
   * @param duplicatesAllowed whether items of sets and map lists may repeat (in stored objects)
   */
  static @Nullable String problem(JsonNode object, Schema schema, boolean duplicatesAllowed) {
    SchemaCheck check = new SchemaCheck(duplicatesAllowed);
    check.value(object, schema);
    return switch (check.errors.size()) {
      case 0 -> null;
      case 1 -> check.errors.get(0);
      default -> "errors:\n  " + String.join("\n  ", check.errors);
    };
  }

  private void value(JsonNode value, Schema schema) {
    if (value.isNull()) {
      return;
    }
    switch (schema.type()) {
      case STRUCT, MAP -> map(value, schema);
      case LIST -> list(value, schema);
      case STRING, BYTES -> {
        if (!value.isString()) {
          error(
              "expected string, got &value.valueUnstructured{Value:"
                  + GoFormat.syntax(value)
                  + "}");
        }
      }
      case INTEGER, NUMBER -> {
        if (!value.isNumber()) {
          error("expected numeric (int or float), got " + GoFormat.type(value));
        }
      }
      case BOOLEAN -> {
        if (!value.isBoolean()) {
          error("expected boolean, got " + wrapped(value));
        }
      }
      case TIME, INT_OR_STRING -> {
        if (value.isContainer()) {
          error("expected any scalar, got " + wrapped(value));
        }
      }
      case ANY -> {}
    }
  }

  private void map(JsonNode value, Schema schema) {
    if (!value.isObject()) {
      error("expected map, got " + wrapped(value));
      return;
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      Schema type = Shape.member(schema, member.getKey());
      path.add(member.getKey());
      if (type == null) {
        error("field not declared in schema");
        leave();
        return; // as the original, which names only the first one
      }
      value(member.getValue(), type);
      leave();
    }
  }

  private void list(JsonNode value, Schema schema) {
    if (!value.isArray()) {
      error("expected list, got " + wrapped(value));
      return;
    }
    boolean atomic = schema.listType() == ListType.ATOMIC;
    Set<PathElement> seen = atomic ? Set.of() : new HashSet<>();
    for (int i = 0; i < value.size(); i++) {
      JsonNode item = value.path(i);
      if (atomic) {
        path.add(i);
      } else {
        PathElement step;
        try {
          step = ListItems.element(schema, item);
        } catch (ListItems.Unidentified unidentified) {
          error("element " + i + ": " + unidentified.why());
          return;
        }
        if (!seen.add(step) && !duplicatesAllowed) {
          error("duplicate entries for key " + step);
        }
        path.add(step);
      }
      value(item, schema.requiredElement());
      leave();
    }
  }

  private void leave() {
    path.remove(path.size() - 1);
  }

  /** The library prints its values inside a wrapper of its own. */
  private static String wrapped(JsonNode value) {
    return "&{" + GoFormat.plain(value) + "}";
  }

  private void error(String message) {
    errors.add(path.isEmpty() ? message : shownPath() + ": " + message);
  }

  private String shownPath() {
    StringBuilder out = new StringBuilder();
    for (Object step : path) {
      switch (step) {
        case String name -> out.append('.').append(name);
        case Integer index -> out.append('[').append(index.intValue()).append(']');
        default -> out.append(step);
      }
    }
    return out.toString();
  }
}
