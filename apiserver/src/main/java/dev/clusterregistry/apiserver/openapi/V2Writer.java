package dev.clusterregistry.apiserver.openapi;

import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes operations as the paths of a document in OpenAPI v2 (Swagger). */
final class V2Writer {
  private V2Writer() {}

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
    Operation.Body body = operation.body();
    ArrayNode consumes = node.putArray("consumes");
    if (body == null || body.mediaTypes().isEmpty()) {
      consumes.add("*/*");
    } else {
      body.mediaTypes().forEach(consumes::add);
    }
    node.put("description", operation.description()).put("operationId", operation.id());
    ArrayNode parameters = node.arrayNode();
    if (body != null) {
      ObjectNode parameter = parameters.addObject().put("in", "body").put("name", "body");
      if (body.required()) {
        parameter.put("required", true);
      }
      parameter.set("schema", Dialect.V2.reference(body.definition()));
    }
    addAll(parameters, operation.parameters());
    if (!parameters.isEmpty()) {
      node.set("parameters", parameters);
    }
    operation.produces().forEach(node.putArray("produces")::add);
    ObjectNode responses = node.putObject("responses");
    for (Operation.Answer answer : operation.answers()) {
      responses
          .putObject(Integer.toString(answer.code()))
          .put("description", answer.description())
          .set("schema", Dialect.V2.reference(answer.definition()));
    }
    responses.putObject("401").put("description", "Unauthorized");
    node.putArray("schemes").add("https");
    node.putArray("tags").add(operation.tag());
    addExtensions(node, operation);
    return node;
  }

  static void addExtensions(ObjectNode node, Operation operation) {
    if (operation.groupVersionKind() != null) {
      node.put("x-kubernetes-action", operation.action());
      node.set("x-kubernetes-group-version-kind", operation.groupVersionKind());
    }
  }

  private static void addAll(ArrayNode target, List<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      ObjectNode node = target.addObject().put("description", parameter.description());
      node.put("in", parameter.in()).put("name", parameter.name());
      if (parameter.in().equals("path")) {
        node.put("required", true);
      }
      node.put("type", parameter.type()).put("uniqueItems", true);
    }
  }
}
