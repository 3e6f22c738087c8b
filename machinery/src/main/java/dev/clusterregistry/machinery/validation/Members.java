package dev.clusterregistry.machinery.validation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads members of a decoded tree with Go's zero values for what is absent. */
final class Members {
  private Members() {}

  static boolean has(JsonNode object, String member) {
    JsonNode value = object.get(member);
    return value != null && !value.isNull();
  }

  static String text(JsonNode object, String member) {
    JsonNode value = object.get(member);
    return value != null && value.isString() ? value.stringValue() : "";
  }

  static long number(JsonNode object, String member) {
    JsonNode value = object.get(member);
    return value != null && value.canConvertToLong() ? value.longValue() : 0;
  }

  static boolean isTrue(JsonNode object, String member) {
    JsonNode value = object.get(member);
    return value != null && value.isBoolean() && value.booleanValue();
  }

  static List<String> texts(JsonNode object, String member) {
    @Nullable JsonNode array = object.get(member);
    if (array == null) {
      return List.of();
    }
    List<String> texts = new ArrayList<>(array.size());
    for (JsonNode item : array) {
      texts.add(item.asString(""));
    }
    return texts;
  }
}
