package dev.clusterregistry.machinery.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value in a kind's YAML together with where it stands, so that every error can say so.
 *
 * @param value null if the member is absent
 */
record YamlMember(String source, String path, @Nullable JsonNode value) {

  InvalidKindException invalid(String problem) {
    return new InvalidKindException(source + ": " + (path.isEmpty() ? "" : path + ": ") + problem);
  }

  private InvalidKindException expected(String what) {
    return invalid("expected " + what + ", found " + found());
  }

  private String found() {
    return switch (value) {
      case null -> "nothing";
      case ObjectNode ignored -> "a mapping";
      case ArrayNode ignored -> "a list";
      default -> value.toString();
    };
  }

  boolean present() {
    return value != null && !value.isNull();
  }

  ObjectNode object() {
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw expected("a mapping");
  }

  YamlMember member(String name) {
    JsonNode member = value instanceof ObjectNode object ? object.get(name) : null;
    return new YamlMember(source, path.isEmpty() ? name : path + "." + name, member);
  }

  /** Refuses members that nobody would look at, which are mostly typing errors. */
  void allow(Set<String> names) {
    for (String name : object().propertyNames()) {
      if (!names.contains(name)) {
        throw member(name).invalid("unknown or unsupported member");
      }
    }
  }

  <T> List<T> list(Function<YamlMember, T> reader) {
    if (!present()) {
      return List.of();
    }
    if (!(value instanceof ArrayNode items)) {
      throw expected("a list");
    }
    List<T> list = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      list.add(reader.apply(new YamlMember(source, path + "[" + i + "]", items.get(i))));
    }
    return list;
  }

  List<String> texts() {
    return list(YamlMember::text);
  }

  String text() {
    if (value != null && value.isString() && !value.stringValue().isEmpty()) {
      return value.stringValue();
    }
    throw expected("a text");
  }

  String text(String absent) {
    if (!present()) {
      return absent;
    }
    return value != null && value.isString() ? value.stringValue() : text();
  }

  JsonNode scalar() {
    if (value == null || value.isContainer()) {
      throw expected("a scalar");
    }
    return value;
  }

  /** A text out of a few. */
  String oneOf(String... allowed) {
    String text = text();
    for (String candidate : allowed) {
      if (candidate.equals(text)) {
        return text;
      }
    }
    throw expected("one of " + String.join(", ", allowed));
  }

  boolean bool(boolean absent) {
    if (!present()) {
      return absent;
    }
    if (value != null && value.isBoolean()) {
      return value.booleanValue();
    }
    throw expected("true or false");
  }

  int integer(int absent) {
    Integer number = optionalInteger();
    return number == null ? absent : number;
  }

  @Nullable Integer optionalInteger() {
    if (!present()) {
      return null;
    }
    if (value != null && value.isInt()) {
      return value.intValue();
    }
    throw expected("a whole number");
  }

  @Nullable Double optionalNumber() {
    if (!present()) {
      return null;
    }
    if (value != null && value.isNumber()) {
      return value.doubleValue();
    }
    throw expected("a number");
  }
}
