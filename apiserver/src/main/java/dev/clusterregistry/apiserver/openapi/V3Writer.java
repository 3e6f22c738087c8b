package dev.clusterregistry.apiserver.openapi;

import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes operations as the paths of a document in OpenAPI v3. */
final class V3Writer {
  private V3Writer() {}

  static ObjectNode paths(List<Operation> operations) {
    TreeMap<String, ObjectNode> byPath = new TreeMap<>();
    for (Operation operation : operations) {
      ObjectNode item =
          byPath.computeIfAbsent(operation.path(), p -> pathItem(operation.pathParameters()));
      item.set(operation.method(), operation(operation));
    }
    ObjectNode paths = JsonNodeFactory.instance.objectNode();
    byPath.forEach(paths::set);
    return paths;
  }

  private static ObjectNode pathItem(List<Parameter> parameters) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    if (!parameters.isEmpty()) {
      addAll(item.putArray("parameters"), parameters);
    }
    return item;
  }

  private static ObjectNode operation(Operation operation) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.putArray("tags").add(operation.tag());
    node.put("description", operation.description()).put("operationId", operation.id());
    if (!operation.parameters().isEmpty()) {
      addAll(node.putArray("parameters"), operation.parameters());
    }
    Operation.Body body = operation.body();
    if (body != null) {
      ObjectNode request = node.putObject("requestBody");
      List<String> types = body.mediaTypes().isEmpty() ? List.of("*/*") : body.mediaTypes();
      content(request, types, body.definition());
      if (body.required()) {
        request.put("required", true);
      }
    }
    ObjectNode responses = node.putObject("responses");
    for (Operation.Answer answer : operation.answers()) {
      ObjectNode response = responses.putObject(Integer.toString(answer.code()));
      response.put("description", answer.description());
      content(response, operation.produces(), answer.definition());
    }
    responses.putObject("401").put("description", "Unauthorized");
    V2Writer.addExtensions(node, operation);
    return node;
  }

  private static void content(ObjectNode target, List<String> types, String definition) {
    ObjectNode content = target.putObject("content");
    for (String type : types) {
      content.putObject(type).set("schema", Dialect.V3.reference(definition));
    }
  }

  private static void addAll(ArrayNode target, List<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      ObjectNode node = target.addObject();
      node.put("name", parameter.name()).put("in", parameter.in());
      node.put("description", parameter.description());
      if (parameter.in().equals("path")) {
        node.put("required", true);
      }
      node.putObject("schema").put("type", parameter.type()).put("uniqueItems", true);
    }
  }
}
