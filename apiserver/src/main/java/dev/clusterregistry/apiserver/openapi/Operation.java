package dev.clusterregistry.apiserver.openapi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client can do at a path, whatever the dialect.
 *
 * @param method in lower case
 * @param id unique in a document
 * @param action as in x-kubernetes-action; empty if it is no verb on a resource
 * @param groupVersionKind null if it is no verb on a resource
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
    String action,
    @Nullable ObjectNode groupVersionKind,
    List<Parameter> pathParameters,
    List<Parameter> parameters,
    @Nullable Body body,
    List<Answer> answers,
    List<String> produces) {

  /**
   * @param mediaTypes empty for any
   */
  record Body(String definition, List<String> mediaTypes, boolean required) {}

  record Answer(int code, String description, String definition) {}
}
