package dev.clusterregistry.apiserver.openapi;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes operations as the paths of a document in OpenAPI v2 (Swagger). */
final class V2Writer {
  private static final PathItems ITEMS = new PathItems(V2Writer::operation, V2Writer::parameter);

  private V2Writer() {}

  static ObjectNode paths(List<Operation> operations) {
    return ITEMS.of(operations);
  }

  private static ObjectNode operation(Operation operation) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("description", operation.description());
    operation.consumes().forEach(node.putArray("consumes")::add);
    operation.produces().forEach(node.putArray("produces")::add);
    node.putArray("schemes").add("https");
    node.putArray("tags").add(operation.tag());
    node.put("operationId", operation.id());
    ArrayNode parameters = node.arrayNode();
    Operation.Body body = operation.body();
    if (body != null) {
      parameters.add(bodyParameter(body));
    }
    ITEMS.addAll(parameters, parameters(operation));
    if (!parameters.isEmpty()) {
      node.set("parameters", parameters);
    }
    ObjectNode responses = node.putObject("responses");
    for (Operation.Answer answer : operation.answers()) {
      responses
          .putObject(Integer.toString(answer.code()))
          .put("description", answer.description())
          .set("schema", SwaggerSchema.reference(answer.definition()));
    }
    responses.putObject("401").put("description", "Unauthorized");
    operation.addExtensions(node);
    return node;
  }

  /**
   * kubectl looks in this document whether namespaces can be validated and tried out, if it found
   * nothing about a kind in v3. Where they can, it asks next for the CustomResourceDefinition of
   * the kind, which is not served here; then an unknown kind would be reported in confusing words.
   */
  private static List<Parameter> parameters(Operation operation) {
    if (!operation.id().equals("patchCoreV1Namespace")) {
      return operation.parameters();
    }
    List<Parameter> kept = new ArrayList<>(operation.parameters());
    kept.removeIf(one -> one.name().equals("fieldValidation") || one.name().equals("dryRun"));
    return kept;
  }

  private static ObjectNode bodyParameter(Operation.Body body) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", "body").put("in", "body");
    if (body.required()) {
      node.put("required", true);
    }
    node.set("schema", SwaggerSchema.reference(body.definition()));
    return node;
  }

  private static ObjectNode parameter(Parameter parameter) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("uniqueItems", true).put("type", parameter.type());
    node.put("description", parameter.description());
    node.put("name", parameter.name()).put("in", parameter.in());
    if (parameter.inPath()) {
      node.put("required", true);
    }
    return node;
  }
}
