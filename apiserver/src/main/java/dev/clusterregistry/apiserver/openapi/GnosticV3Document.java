package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.machinery.protobuf.ProtobufWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes a v3 document as gnostic's protobuf message openapi.v3.Document
 * (github.com/google/gnostic-models, openapiv3/OpenAPIv3.proto), as far as our documents go.
 */
final class GnosticV3Document {
  private GnosticV3Document() {}

  static byte[] encode(JsonNode document) {
    ProtobufWriter message = new ProtobufWriter().text(1, document.get("openapi"));
    JsonNode info = document.path("info");
    message.message(
        2, new ProtobufWriter().text(1, info.get("title")).text(6, info.get("version")));
    ProtobufWriter paths = new ProtobufWriter();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      paths.message(1, GnosticAny.named(path.getKey(), pathItem(path.getValue())));
    }
    message.message(4, paths).message(5, components(document.path("components")));
    return message.toBytes();
  }

  private static ProtobufWriter components(JsonNode components) {
    ProtobufWriter message = new ProtobufWriter();
    message.message(1, GnosticV3Schema.byName(components.path("schemas")));
    ProtobufWriter schemes = new ProtobufWriter();
    for (Map.Entry<String, JsonNode> entry : components.path("securitySchemes").properties()) {
      ProtobufWriter either = new ProtobufWriter().message(1, securityScheme(entry.getValue()));
      schemes.message(1, GnosticAny.named(entry.getKey(), either));
    }
    return message.message(7, schemes);
  }

  private static ProtobufWriter securityScheme(JsonNode scheme) {
    return new ProtobufWriter()
        .text(1, scheme.get("type"))
        .text(2, scheme.get("description"))
        .text(3, scheme.get("name"))
        .text(4, scheme.get("in"));
  }

  private static ProtobufWriter pathItem(JsonNode item) {
    ProtobufWriter message = new ProtobufWriter();
    operation(message, 4, item.get("get"));
    operation(message, 5, item.get("put"));
    operation(message, 6, item.get("post"));
    operation(message, 7, item.get("delete"));
    operation(message, 10, item.get("patch"));
    for (JsonNode parameter : item.path("parameters")) {
      message.message(13, parameter(parameter));
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
    for (JsonNode parameter : operation.path("parameters")) {
      message.message(6, parameter(parameter));
    }
    JsonNode body = operation.get("requestBody");
    if (body != null) {
      ProtobufWriter request = new ProtobufWriter();
      request.message(2, mediaTypes(body.path("content"))).flag(3, body.get("required"));
      message.message(7, new ProtobufWriter().message(1, request));
    }
    ProtobufWriter responses = new ProtobufWriter();
    for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
      ProtobufWriter either = new ProtobufWriter().message(1, response(answer.getValue()));
      responses.message(2, GnosticAny.named(answer.getKey(), either));
    }
    message.message(8, responses);
    GnosticAny.extensions(message, 13, operation);
    target.message(number, message);
  }

  private static ProtobufWriter response(JsonNode response) {
    ProtobufWriter message = new ProtobufWriter().text(1, response.get("description"));
    JsonNode content = response.get("content");
    return content == null ? message : message.message(3, mediaTypes(content));
  }

  private static ProtobufWriter mediaTypes(JsonNode content) {
    ProtobufWriter message = new ProtobufWriter();
    for (Map.Entry<String, JsonNode> entry : content.properties()) {
      JsonNode schema = entry.getValue().path("schema");
      ProtobufWriter mediaType = new ProtobufWriter().message(1, GnosticV3Schema.of(schema));
      message.message(1, GnosticAny.named(entry.getKey(), mediaType));
    }
    return message;
  }

  /** A ParameterOrReference that holds a Parameter. */
  private static ProtobufWriter parameter(JsonNode parameter) {
    ProtobufWriter message = new ProtobufWriter();
    message.text(1, parameter.get("name")).text(2, parameter.get("in"));
    message.text(3, parameter.get("description")).flag(4, parameter.get("required"));
    message.message(10, GnosticV3Schema.of(parameter.path("schema")));
    return new ProtobufWriter().message(1, message);
  }
}
