package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.machinery.protobuf.ProtobufWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The messages that gnostic's v2 and v3 have in common: named values, and values of any type. */
final class GnosticAny {
  private GnosticAny() {}

  static ProtobufWriter named(String name, ProtobufWriter value) {
    return new ProtobufWriter().text(1, name).message(2, value);
  }

  /** All members whose names begin with x-. */
  static void extensions(ProtobufWriter target, int number, JsonNode node) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getKey().startsWith("x-")) {
        target.message(number, named(entry.getKey(), any(entry.getValue())));
      }
    }
  }

  static void any(ProtobufWriter target, int number, @Nullable JsonNode value) {
    if (value != null) {
      target.message(number, any(value));
    }
  }

  /** Any holds YAML, and JSON is YAML too. */
  private static ProtobufWriter any(JsonNode value) {
    return new ProtobufWriter().text(2, value + "\n");
  }
}
