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
  private final List<String> errors = new ArrayList<>();

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
    check.value("", object, schema);
    return switch (check.errors.size()) {
      case 0 -> null;
      case 1 -> check.errors.get(0);
      default -> "errors:\n  " + String.join("\n  ", check.errors);
    };
  }

  private void value(String path, JsonNode value, Schema schema) {
    if (value.isNull()) {
      return;
    }
    switch (schema.type()) {
      case STRUCT, MAP -> map(path, value, schema);
      case LIST -> list(path, value, schema);
      case STRING, BYTES, TIME ->
          require(value.isString(), path, "expected string, got ", detailed(value));
      case INTEGER, NUMBER ->
          require(
              value.isNumber(),
              path,
              "expected numeric (int or float), got ",
              GoFormat.type(value));
      case BOOLEAN -> require(value.isBoolean(), path, "expected boolean, got ", wrapped(value));
      case INT_OR_STRING ->
          require(!value.isContainer(), path, "expected any scalar, got ", wrapped(value));
      case ANY -> {}
    }
  }

  private void map(String path, JsonNode value, Schema schema) {
    require(value.isObject(), path, "expected map, got ", wrapped(value));
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      String inner = path + "." + member.getKey();
      Schema type = Shape.member(schema, member.getKey());
      if (type == null) {
        error(inner, "field not declared in schema");
        return; // as the original, which names only the first one
      }
      value(inner, member.getValue(), type);
    }
  }

  private void list(String path, JsonNode value, Schema schema) {
    require(value.isArray(), path, "expected list, got ", wrapped(value));
    if (!value.isArray()) {
      return;
    }
    Set<PathElement> seen = new HashSet<>();
    for (int i = 0; i < value.size(); i++) {
      JsonNode item = value.get(i);
      PathElement step = new PathElement.Index(i);
      if (schema.listType() != ListType.ATOMIC) {
        try {
          step = ListItems.element(schema, item);
        } catch (ListItems.Unidentified unidentified) {
          error(path, "element " + i + ": " + unidentified.why());
          return;
        }
        if (!seen.add(step) && !duplicatesAllowed) {
          error(path, "duplicate entries for key " + step);
        }
      }
      value(path + step, item, schema.requiredElement());
    }
  }

  /** The library prints its values inside a wrapper of its own. */
  private static String wrapped(JsonNode value) {
    return "&{" + GoFormat.plain(value) + "}";
  }

  private static String detailed(JsonNode value) {
    return "&value.valueUnstructured{Value:" + GoFormat.syntax(value) + "}";
  }

  private void require(boolean fits, String path, String expected, String actual) {
    if (!fits) {
      error(path, expected + actual);
    }
  }

  private void error(String path, String message) {
    errors.add(path.isEmpty() ? message : path + ": " + message);
  }
}
