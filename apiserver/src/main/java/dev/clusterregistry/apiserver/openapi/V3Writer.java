package dev.clusterregistry.apiserver.openapi;

import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes operations as the paths of a document in OpenAPI v3. */
final class V3Writer {
  private static final PathItems ITEMS = new PathItems(V3Writer::operation, V3Writer::parameter);

  private V3Writer() {}

  static ObjectNode paths(List<Operation> operations) {
    return ITEMS.of(operations);
  }

  private static ObjectNode operation(Operation operation) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.putArray("tags").add(operation.tag());
    node.put("description", operation.description()).put("operationId", operation.id());
    if (!operation.parameters().isEmpty()) {
      ITEMS.addAll(node.putArray("parameters"), operation.parameters());
    }
    Operation.Body body = operation.body();
    if (body != null) {
      ObjectNode request = node.putObject("requestBody");
      content(request, operation.consumes(), body.definition());
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
    operation.addExtensions(node);
    return node;
  }

  private static void content(ObjectNode target, List<String> types, String definition) {
    ObjectNode content = target.putObject("content");
    for (String type : new TreeSet<>(types)) {
      content.putObject(type).set("schema", SchemaWriter.reference(definition));
    }
  }

  private static ObjectNode parameter(Parameter parameter) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", parameter.name()).put("in", parameter.in());
    node.put("description", parameter.description());
    if (parameter.inPath()) {
      node.put("required", true);
    }
    node.putObject("schema").put("type", parameter.type()).put("uniqueItems", true);
    return node;
  }
}
