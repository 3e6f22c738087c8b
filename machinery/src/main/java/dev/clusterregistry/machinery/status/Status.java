package dev.clusterregistry.machinery.status;

import dev.clusterregistry.machinery.json.GoJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kubernetes' Status object: how a request failed, or that a deletion succeeded.
 *
 * @param code the HTTP status; 0 in a success, which does not show it
 * @param reason empty if unclassified
 * @param details null if there are none (not the same as empty ones)
 * @param continueToken a token that continues an expired list, or empty
 */
public record Status(
    int code,
    String reason,
    String message,
    @Nullable StatusDetails details,
    String continueToken) {

  public static Status failure(
      int code, String reason, String message, @Nullable StatusDetails details) {
    return new Status(code, reason, message, details, "");
  }

  /** The answer to a deletion that took effect. */
  public static Status deleted(GroupResource resource, String name, String uid) {
    return new Status(0, "", "", StatusDetails.of(resource, name).withUid(uid), "");
  }

  public Status withContinueToken(String token) {
    return new Status(code, reason, message, details, token);
  }

  /** The status code of the HTTP response. */
  public int httpCode() {
    return code == 0 ? 200 : code;
  }

  /** Seconds for a Retry-After header; 0 for none. */
  public int retryAfterSeconds() {
    return details == null ? 0 : details.retryAfterSeconds();
  }

  /** The object, members in Go's order. */
  public ObjectNode toTree() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("kind", "Status").put("apiVersion", "v1");
    putIfSet(tree.putObject("metadata"), "continue", continueToken);
    tree.put("status", code == 0 ? "Success" : "Failure");
    putIfSet(tree, "message", message);
    putIfSet(tree, "reason", reason);
    if (details != null) {
      tree.set("details", details.toTree());
    }
    if (code != 0) {
      tree.put("code", code);
    }
    return tree;
  }

  /** Compact JSON without a newline at the end. */
  public byte[] toJson() {
    return GoJson.bytes(toTree());
  }

  static void putIfSet(ObjectNode tree, String member, String value) {
    if (!value.isEmpty()) {
      tree.put(member, value);
    }
  }
}
