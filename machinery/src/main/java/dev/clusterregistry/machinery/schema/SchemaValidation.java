package dev.clusterregistry.machinery.schema;

import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import dev.clusterregistry.machinery.json.GoJson;
import dev.clusterregistry.machinery.json.GoNumber;
import dev.clusterregistry.machinery.json.Trees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds objects to what their schema says beyond types: required members, enums, ranges, lengths,
 * patterns, and items of sets and map lists that repeat. The words are those of
 * apiextensions-apiserver. What an update leaves as it is was judged when it came in (KEP-4008).
 */
public final class SchemaValidation {
  private final boolean limited;
  private final List<FieldError> errors = new ArrayList<>(0);

  /**
   * @param limited whether more is looked for than items that repeat
   */
  private SchemaValidation(boolean limited) {
    this.limited = limited;
  }

  /**
   * What is wrong, in schema order.
   *
   * @param object decoded; not changed
   * @param stored what it is to replace, in the same version; null if it is new
   */
  public static List<FieldError> errors(
      ObjectNode object, @Nullable ObjectNode stored, Schema schema) {
    return errors(new SchemaValidation(true), object, stored, schema);
  }

  /**
   * Which items of sets and map lists repeat: nobody could own them, nor name them in a patch. All
   * else that the schema says of values only documents them.
   *
   * @param object decoded; not changed
   * @param stored what it is to replace, in the same version; null if it is new
   */
  public static List<FieldError> repeats(
      ObjectNode object, @Nullable ObjectNode stored, Schema schema) {
    return errors(new SchemaValidation(false), object, stored, schema);
  }

  private static List<FieldError> errors(
      SchemaValidation validation, ObjectNode object, @Nullable ObjectNode stored, Schema schema) {
    if (!schema.limited()) {
      return List.of();
    }
    validation.members(null, object, stored, schema);
    return validation.errors;
  }

  private void value(FieldPath path, JsonNode value, @Nullable JsonNode stored, Schema schema) {
    if (!schema.limited() || (stored != null && Trees.same(stored, value))) {
      return;
    }
    if (limited && !schema.limits().equals(Limits.NONE)) {
      limits(path, value, schema.limits());
    }
    switch (schema.type()) {
      case STRUCT -> {
        if (value instanceof ObjectNode object) {
          members(path, object, stored, schema);
        }
      }
      case MAP -> {
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
          JsonNode before = stored == null ? null : stored.get(entry.getKey());
          value(path.child(entry.getKey()), entry.getValue(), before, schema.requiredElement());
        }
      }
      case LIST -> items(path, value, schema);
      case STRING, BYTES, TIME, INTEGER, NUMBER, BOOLEAN, INT_OR_STRING, ANY -> {}
    }
  }

  private void members(
      @Nullable FieldPath path, ObjectNode object, @Nullable JsonNode stored, Schema schema) {
    for (Property property : schema.properties()) {
      if (property.schema().builtIn()) {
        continue;
      }
      String name = property.name();
      JsonNode value = object.get(name);
      boolean present = value != null && !value.isNull();
      if (present || (limited && property.required())) {
        FieldPath member = path == null ? FieldPath.of(name) : path.child(name);
        if (present) {
          value(member, value, stored == null ? null : stored.get(name), property.schema());
        } else {
          errors.add(FieldError.required(member, ""));
        }
      }
    }
  }

  private void items(FieldPath path, JsonNode list, Schema schema) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      JsonNode item = list.path(i);
      value(path.index(i), item, null, schema.requiredElement());
      JsonNode identity = identity(item, schema);
      if (identity != null && !seen.add(GoJson.text(identity))) {
        errors.add(FieldError.duplicate(path.index(i), identity));
      }
    }
  }

  /** What may not repeat; null in lists whose items may. */
  private static @Nullable JsonNode identity(JsonNode item, Schema list) {
    return switch (list.listType()) {
      case ATOMIC -> null;
      case SET -> item;
      case MAP -> {
        ObjectNode keys = JsonNodeFactory.instance.objectNode();
        for (String key : list.listMapKeys()) {
          JsonNode value = item.get(key);
          if (value != null) {
            keys.set(key, value);
          }
        }
        yield keys;
      }
    };
  }

  private void limits(FieldPath path, JsonNode value, Limits limits) {
    if (value.isNumber()) {
      range(path, value, limits);
    } else if (value.isString()) {
      text(path, value.stringValue(), limits);
    } else if (value.isArray()) {
      size(path, value, limits);
    }
    if (!limits.enumeration().isEmpty()) {
      enumeration(path, value, limits.enumeration());
    }
  }

  private void range(FieldPath path, JsonNode value, Limits limits) {
    Double minimum = limits.minimum();
    if (minimum != null && value.doubleValue() < minimum) {
      invalid(path, value, "should be greater than or equal to " + GoNumber.text(minimum));
    }
    Double maximum = limits.maximum();
    if (maximum != null && value.doubleValue() > maximum) {
      invalid(path, value, "should be less than or equal to " + GoNumber.text(maximum));
    }
  }

  private void text(FieldPath path, String text, Limits limits) {
    int length = text.codePointCount(0, text.length());
    if (limits.maxLength() != null && length > limits.maxLength()) {
      errors.add(FieldError.tooLong(path, limits.maxLength()));
    }
    JsonNode value = JsonNodeFactory.instance.stringNode(text);
    if (limits.minLength() != null && length < limits.minLength()) {
      invalid(path, value, "should be at least " + limits.minLength() + " chars long");
    }
    if (limits.pattern() != null && !limits.pattern().matcher(text).find()) {
      invalid(path, value, "should match '" + limits.pattern().pattern() + "'");
    }
  }

  private void size(FieldPath path, JsonNode list, Limits limits) {
    if (limits.maxItems() != null && list.size() > limits.maxItems()) {
      errors.add(FieldError.tooMany(path, list.size(), limits.maxItems()));
    }
    if (limits.minItems() != null && list.size() < limits.minItems()) {
      invalid(path, list, "should have at least " + limits.minItems() + " items");
    }
  }

  private void enumeration(FieldPath path, JsonNode value, List<JsonNode> allowed) {
    List<String> texts = new ArrayList<>(allowed.size());
    for (JsonNode each : allowed) {
      if (Trees.same(each, value)) {
        return;
      }
      texts.add(each.isString() ? each.stringValue() : GoJson.text(each));
    }
    errors.add(FieldError.notSupported(path, value, texts));
  }

  private void invalid(FieldPath path, JsonNode value, String what) {
    errors.add(FieldError.invalid(path, value, path + " in body " + what));
  }
}
