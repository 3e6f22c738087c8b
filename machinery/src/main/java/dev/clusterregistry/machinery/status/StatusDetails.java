package dev.clusterregistry.machinery.status;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a failure is about. Empty members are not shown; details without any member are shown as
 * {@code {}}.
 *
 * @param kind the plural resource name in most failures, the kind in Invalid ones
 * @param retryAfterSeconds 0 if there is no advice to retry
 */
public record StatusDetails(
    String name,
    String group,
    String kind,
    String uid,
    List<StatusCause> causes,
    int retryAfterSeconds) {

  public static final StatusDetails EMPTY = new StatusDetails("", "", "", "", List.of(), 0);

  static StatusDetails of(GroupResource resource, String name) {
    return new StatusDetails(name, resource.group(), resource.resource(), "", List.of(), 0);
  }

  static StatusDetails of(GroupKind kind, String name, List<StatusCause> causes) {
    return new StatusDetails(name, kind.group(), kind.kind(), "", causes, 0);
  }

  static StatusDetails causedBy(StatusCause cause) {
    return EMPTY.withCauses(List.of(cause));
  }

  static StatusDetails retryAfter(int seconds) {
    return EMPTY.withRetryAfter(seconds);
  }

  StatusDetails withCauses(List<StatusCause> newCauses) {
    return new StatusDetails(name, group, kind, uid, newCauses, retryAfterSeconds);
  }

  StatusDetails withRetryAfter(int seconds) {
    return new StatusDetails(name, group, kind, uid, causes, seconds);
  }

  StatusDetails withUid(String newUid) {
    return new StatusDetails(name, group, kind, newUid, causes, retryAfterSeconds);
  }

  ObjectNode toTree() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    Status.putIfSet(tree, "name", name);
    Status.putIfSet(tree, "group", group);
    Status.putIfSet(tree, "kind", kind);
    Status.putIfSet(tree, "uid", uid);
    if (!causes.isEmpty()) {
      ArrayNode array = tree.putArray("causes");
      for (StatusCause cause : causes) {
        array.add(cause.toTree());
      }
    }
    if (retryAfterSeconds != 0) {
      tree.put("retryAfterSeconds", retryAfterSeconds);
    }
    return tree;
  }
}
