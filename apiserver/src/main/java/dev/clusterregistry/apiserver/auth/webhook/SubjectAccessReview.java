package dev.clusterregistry.apiserver.auth.webhook;

import dev.clusterregistry.apiserver.auth.Authorizer.Decision;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The question and the answer of authorization.k8s.io, as kube-apiserver writes and reads them. */
final class SubjectAccessReview {
  private SubjectAccessReview() {}

  private static Envelope envelope(String apiVersion) {
    return new Envelope(apiVersion, "SubjectAccessReview");
  }

  /**
   * @param apiVersion in v1 the user's groups are {@code groups}, in v1beta1 {@code group}
   */
  static byte[] question(String apiVersion, User user, RequestInfo info) {
    ObjectNode review = envelope(apiVersion).question();
    ObjectNode spec = review.putObject("spec");
    if (info.isResource()) {
      ObjectNode resource = spec.putObject("resourceAttributes");
      put(resource, "namespace", info.namespace());
      put(resource, "verb", info.verbText());
      put(resource, "group", info.group());
      put(resource, "version", info.version());
      put(resource, "resource", info.resource());
      put(resource, "subresource", info.subresource());
      put(resource, "name", info.name());
      SelectorTrees.put(resource, info);
    } else {
      ObjectNode path = spec.putObject("nonResourceAttributes");
      put(path, "path", info.path());
      put(path, "verb", info.verbText());
    }
    put(spec, "user", user.name());
    if (!user.groups().isEmpty()) {
      Envelope.put(spec, apiVersion.endsWith("/v1") ? "groups" : "group", user.groups());
    }
    if (!user.extra().isEmpty()) {
      ObjectNode extra = spec.putObject("extra");
      user.extra().forEach((key, values) -> Envelope.put(extra, key, values));
    }
    put(spec, "uid", user.uid());
    review.putObject("status").put("allowed", false);
    return Envelope.bytes(review);
  }

  /** What conditions look at: every text is there, even if it is empty. */
  static ObjectNode conditionSpec(User user, RequestInfo info) {
    ObjectNode spec = JsonMapper.shared().createObjectNode();
    spec.put("user", user.name()).put("uid", user.uid());
    Envelope.put(spec, "groups", user.groups());
    ObjectNode extra = spec.putObject("extra");
    user.extra().forEach((key, values) -> Envelope.put(extra, key, values));
    if (info.isResource()) {
      ObjectNode resource =
          spec.putObject("resourceAttributes")
              .put("namespace", info.namespace())
              .put("verb", info.verbText())
              .put("group", info.group())
              .put("version", info.version())
              .put("resource", info.resource())
              .put("subresource", info.subresource())
              .put("name", info.name());
      SelectorTrees.put(resource, info);
    } else {
      spec.putObject("nonResourceAttributes").put("verb", info.verbText()).put("path", info.path());
    }
    return spec;
  }

  private static void put(ObjectNode node, String member, String text) {
    if (!text.isEmpty()) {
      node.put(member, text);
    }
  }

  /** Null if the answer is none. One that allows and denies at once denies. */
  static @Nullable Decision decision(String apiVersion, byte[] answer) {
    JsonNode status = envelope(apiVersion).status(answer);
    if (status == null) {
      return null;
    }
    String reason = status.path("reason").asString("");
    boolean allowed = status.path("allowed").asBoolean(false);
    boolean denied = status.path("denied").asBoolean(false);
    if (allowed && denied) {
      return new Decision.Deny(
          reason, "webhook subject access review returned both allow and deny response");
    }
    if (denied) {
      return new Decision.Deny(reason);
    }
    return allowed ? new Decision.Allow(reason) : new Decision.NoOpinion(reason);
  }
}
