package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.machinery.protobuf.ProtobufWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes a v2 document as gnostic's protobuf message openapi.v2.Document
 * (github.com/google/gnostic, openapiv2/OpenAPIv2.proto), as far as our documents go.
 */
final class GnosticV2Document {
  private GnosticV2Document() {}

  static byte[] encode(JsonNode document) {
    ProtobufWriter message = new ProtobufWriter();
    message.text(1, document.get("swagger"));
    JsonNode info = document.path("info");
    message.message(
        2, new ProtobufWriter().text(1, info.get("title")).text(2, info.get("version")));
    ProtobufWriter paths = new ProtobufWriter();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      paths.message(2, GnosticAny.named(path.getKey(), pathItem(path.getValue())));
    }
    message.message(8, paths);
    message.message(9, GnosticV2Schema.byName(document.path("definitions")));
    for (JsonNode requirement : document.path("security")) {
      message.message(12, requirement(requirement));
    }
    message.message(13, securityDefinitions(document.path("securityDefinitions")));
    return message.toBytes();
  }

  private static ProtobufWriter requirement(JsonNode requirement) {
    ProtobufWriter message = new ProtobufWriter();
    for (Map.Entry<String, JsonNode> scheme : requirement.properties()) {
      message.message(
          1, GnosticAny.named(scheme.getKey(), new ProtobufWriter().texts(1, scheme.getValue())));
    }
    return message;
  }

  private static ProtobufWriter securityDefinitions(JsonNode schemes) {
    ProtobufWriter message = new ProtobufWriter();
    for (Map.Entry<String, JsonNode> entry : schemes.properties()) {
      JsonNode scheme = entry.getValue();
      ProtobufWriter apiKey =
          new ProtobufWriter()
              .text(1, scheme.get("type"))
              .text(2, scheme.get("name"))
              .text(3, scheme.get("in"))
              .text(4, scheme.get("description"));
      message.message(1, GnosticAny.named(entry.getKey(), new ProtobufWriter().message(2, apiKey)));
    }
    return message;
  }

  private static ProtobufWriter pathItem(JsonNode item) {
    ProtobufWriter message = new ProtobufWriter();
    operation(message, 2, item.get("get"));
    operation(message, 3, item.get("put"));
    operation(message, 4, item.get("post"));
    operation(message, 5, item.get("delete"));
    operation(message, 8, item.get("patch"));
    for (JsonNode parameter : item.path("parameters")) {
      message.message(9, parameter(parameter));
    }
    return message;
  }

  private static void operation(ProtobufWriter target, int number, @Nullable JsonNode operation) {
    if (operation == null) {
      return;
    }
    ProtobufWriter message = new ProtobufWriter();
    message.texts(1, operation.get("tags")).text(3, operation.get("description"));
    message.text(5, operation.get("operationId"));
    message.texts(6, operation.get("produces")).texts(7, operation.get("consumes"));
    for (JsonNode parameter : operation.path("parameters")) {
      message.message(8, parameter(parameter));
    }
    ProtobufWriter responses = new ProtobufWriter();
    for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
      responses.message(
          1,
          GnosticAny.named(
              answer.getKey(), new ProtobufWriter().message(1, response(answer.getValue()))));
    }
    message.message(9, responses).texts(10, operation.get("schemes"));
    GnosticAny.extensions(message, 13, operation);
    target.message(number, message);
  }

  private static ProtobufWriter response(JsonNode response) {
    ProtobufWriter message = new ProtobufWriter().text(1, response.get("description"));
    JsonNode schema = response.get("schema");
    if (schema != null) {
      message.message(2, new ProtobufWriter().message(1, GnosticV2Schema.of(schema)));
    }
    return message;
  }

  /** A ParametersItem that holds a Parameter. */
  private static ProtobufWriter parameter(JsonNode parameter) {
    ProtobufWriter either = new ProtobufWriter();
    switch (parameter.path("in").asString()) {
      case "body" -> either.message(1, bodyParameter(parameter));
      case "path" -> either.message(2, new ProtobufWriter().message(4, pathParameter(parameter)));
      default -> either.message(2, new ProtobufWriter().message(3, queryParameter(parameter)));
    }
    return new ProtobufWriter().message(1, either);
  }

  private static ProtobufWriter bodyParameter(JsonNode parameter) {
    return new ProtobufWriter()
        .text(2, parameter.get("name"))
        .text(3, parameter.get("in"))
        .flag(4, parameter.get("required"))
        .message(5, GnosticV2Schema.of(parameter.path("schema")));
  }

  private static ProtobufWriter queryParameter(JsonNode parameter) {
    return commonParameter(parameter)
        .text(6, parameter.get("type"))
        .flag(20, parameter.get("uniqueItems"));
  }

  private static ProtobufWriter pathParameter(JsonNode parameter) {
    return commonParameter(parameter)
        .text(5, parameter.get("type"))
        .flag(19, parameter.get("uniqueItems"));
  }

  private static ProtobufWriter commonParameter(JsonNode parameter) {
    return new ProtobufWriter()
        .flag(1, parameter.get("required"))
        .text(2, parameter.get("in"))
        .text(3, parameter.get("description"))
        .text(4, parameter.get("name"));
  }
}
