package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.machinery.protobuf.ProtobufWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes schemas as gnostic's message openapi.v3.SchemaOrReference. */
final class GnosticV3Schema {
  private GnosticV3Schema() {}

  static ProtobufWriter of(JsonNode schema) {
    JsonNode reference = schema.get("$ref");
    return reference == null
        ? new ProtobufWriter().message(1, schema(schema))
        : new ProtobufWriter().message(2, new ProtobufWriter().text(1, reference));
  }

  private static ProtobufWriter schema(JsonNode schema) {
    ProtobufWriter message = new ProtobufWriter();
    message.flag(1, schema.get("nullable"));
    message.real(11, schema.get("maximum")).real(13, schema.get("minimum"));
    message.whole(15, schema.get("maxLength")).whole(16, schema.get("minLength"));
    message.text(17, schema.get("pattern"));
    message.whole(18, schema.get("maxItems")).whole(19, schema.get("minItems"));
    message.flag(20, schema.get("uniqueItems"));
    message.texts(23, schema.get("required"));
    for (JsonNode value : schema.path("enum")) {
      GnosticAny.any(message, 24, value);
    }
    message.text(25, schema.get("type"));
    structure(message, schema);
    defaultValue(message, schema.get("default"));
    message.text(34, schema.get("description")).text(35, schema.get("format"));
    GnosticAny.extensions(message, 36, schema);
    return message;
  }

  private static void structure(ProtobufWriter message, JsonNode schema) {
    for (JsonNode one : schema.path("allOf")) {
      message.message(26, of(one));
    }
    for (JsonNode one : schema.path("oneOf")) {
      message.message(27, of(one));
    }
    JsonNode items = schema.get("items");
    if (items != null) {
      message.message(30, new ProtobufWriter().message(1, of(items)));
    }
    JsonNode properties = schema.get("properties");
    if (properties != null) {
      message.message(31, byName(properties));
    }
    JsonNode values = schema.get("additionalProperties");
    if (values != null) {
      message.message(32, new ProtobufWriter().message(1, of(values)));
    }
  }

  /** Gnostic knows scalars; of others it keeps that there is a default. */
  private static void defaultValue(ProtobufWriter message, @Nullable JsonNode value) {
    if (value == null) {
      return;
    }
    ProtobufWriter scalar = new ProtobufWriter();
    if (value.isNumber()) {
      scalar.real(1, value);
    } else if (value.isBoolean()) {
      scalar.present(2, value.asBoolean());
    } else if (value.isString()) {
      scalar.text(3, value);
    }
    message.message(33, scalar);
  }

  /** SchemasOrReferences or Properties. */
  static ProtobufWriter byName(JsonNode schemas) {
    ProtobufWriter message = new ProtobufWriter();
    for (Map.Entry<String, JsonNode> entry : schemas.properties()) {
      message.message(1, GnosticAny.named(entry.getKey(), of(entry.getValue())));
    }
    return message;
  }
}
