package dev.clusterregistry.apiserver.openapi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client can do at a path, whatever the version of OpenAPI.
 *
 * @param method in lower case
 * @param id unique in a document
 * @param subject null if it is no verb on a resource
 * @param pathParameters also of the path's other operations
 * @param body null if it takes none
 * @param produces media types of the answer
 */
record Operation(
    String path,
    String method,
    String id,
    String tag,
    String description,
    @Nullable Subject subject,
    List<Parameter> pathParameters,
    List<Parameter> parameters,
    @Nullable Body body,
    List<Answer> answers,
    List<String> produces) {

  /**
   * The verb on a resource that an operation is.
   *
   * @param action as in x-kubernetes-action
   */
  record Subject(String action, ObjectNode groupVersionKind) {}

  /**
   * @param mediaTypes empty for any
   */
  record Body(String definition, List<String> mediaTypes, boolean required) {}

  record Answer(int code, String description, String definition) {}

  /** Media types of the body; of operations without one, what Kubernetes writes. */
  List<String> consumes() {
    if (body != null && !body.mediaTypes().isEmpty()) {
      return body.mediaTypes();
    }
    return subject == null ? produces : List.of("*/*");
  }

  void addExtensions(ObjectNode node) {
    if (subject != null) {
      node.put("x-kubernetes-action", subject.action());
      node.set("x-kubernetes-group-version-kind", subject.groupVersionKind());
    }
  }
}
