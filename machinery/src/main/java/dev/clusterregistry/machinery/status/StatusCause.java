package dev.clusterregistry.machinery.status;

import dev.clusterregistry.machinery.field.FieldError;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One of several causes of a failure. Empty members are not shown. */
public record StatusCause(String reason, String message, String field) {

  static StatusCause of(FieldError error) {
    return new StatusCause(error.kind().reason(), error.body(), error.field());
  }

  ObjectNode toTree() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    Status.putIfSet(tree, "reason", reason);
    Status.putIfSet(tree, "message", message);
    Status.putIfSet(tree, "field", field);
    return tree;
  }
}
