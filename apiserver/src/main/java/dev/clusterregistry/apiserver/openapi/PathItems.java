package dev.clusterregistry.apiserver.openapi;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gathers operations by their paths: sorted, with the methods in the order of Kubernetes' documents
 * and then the parameters that they share.
 */
record PathItems(
    Function<Operation, ObjectNode> operation, Function<Parameter, ObjectNode> parameter) {
  private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

  ObjectNode of(List<Operation> operations) {
    Map<String, Map<String, Operation>> byPath = new TreeMap<>();
    for (Operation one : operations) {
      byPath.computeIfAbsent(one.path(), p -> new TreeMap<>()).put(one.method(), one);
    }
    ObjectNode paths = JsonNodeFactory.instance.objectNode();
    byPath.forEach((path, byMethod) -> paths.set(path, item(byMethod)));
    return paths;
  }

  private ObjectNode item(Map<String, Operation> byMethod) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    List<Parameter> shared = List.of();
    for (String method : METHODS) {
      Operation one = byMethod.get(method);
      if (one != null) {
        item.set(method, operation.apply(one));
        shared = one.pathParameters();
      }
    }
    if (!shared.isEmpty()) {
      addAll(item.putArray("parameters"), shared);
    }
    return item;
  }

  void addAll(ArrayNode target, List<Parameter> parameters) {
    for (Parameter one : parameters) {
      target.add(parameter.apply(one));
    }
  }
}
