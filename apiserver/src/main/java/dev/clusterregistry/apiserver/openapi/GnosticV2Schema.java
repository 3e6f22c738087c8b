package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.machinery.protobuf.ProtobufWriter;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Writes schemas as gnostic's message openapi.v2.Schema. */
final class GnosticV2Schema {
  private GnosticV2Schema() {}

  static ProtobufWriter of(JsonNode schema) {
    ProtobufWriter message = new ProtobufWriter();
    message.text(1, schema.get("$ref")).text(2, schema.get("format"));
    message.text(4, schema.get("description"));
    GnosticAny.any(message, 5, schema.get("default"));
    message.real(7, schema.get("maximum")).real(9, schema.get("minimum"));
    message.whole(11, schema.get("maxLength")).whole(12, schema.get("minLength"));
    message.text(13, schema.get("pattern"));
    message.whole(14, schema.get("maxItems")).whole(15, schema.get("minItems"));
    message.texts(19, schema.get("required"));
    for (JsonNode value : schema.path("enum")) {
      GnosticAny.any(message, 20, value);
    }
    structure(message, schema);
    GnosticAny.extensions(message, 31, schema);
    return message;
  }

  private static void structure(ProtobufWriter message, JsonNode schema) {
    JsonNode values = schema.get("additionalProperties");
    if (values != null) {
      message.message(21, new ProtobufWriter().message(1, of(values)));
    }
    JsonNode type = schema.get("type");
    if (type != null) {
      message.message(22, new ProtobufWriter().text(1, type));
    }
    JsonNode items = schema.get("items");
    if (items != null) {
      message.message(23, new ProtobufWriter().message(1, of(items)));
    }
    JsonNode properties = schema.get("properties");
    if (properties != null) {
      message.message(25, byName(properties));
    }
  }

  /** Definitions or Properties. */
  static ProtobufWriter byName(JsonNode schemas) {
    ProtobufWriter message = new ProtobufWriter();
    for (Map.Entry<String, JsonNode> entry : schemas.properties()) {
      message.message(1, GnosticAny.named(entry.getKey(), of(entry.getValue())));
    }
    return message;
  }
}
