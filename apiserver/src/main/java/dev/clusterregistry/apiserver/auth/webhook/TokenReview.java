package dev.clusterregistry.apiserver.auth.webhook;

import dev.clusterregistry.apiserver.auth.Authenticator.Result;
import dev.clusterregistry.apiserver.request.User;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The question and the answer of authentication.k8s.io, as kube-apiserver writes and reads them.
 */
final class TokenReview {
  private static final String KIND = "TokenReview";

  private TokenReview() {}

  static byte[] question(String apiVersion, String token) {
    ObjectNode review = JsonMapper.shared().createObjectNode();
    review.put("kind", KIND).put("apiVersion", apiVersion);
    review.putObject("metadata").putNull("creationTimestamp");
    review.putObject("spec").put("token", token);
    review.putObject("status").putObject("user");
    return review.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Null if the answer is none. */
  static @Nullable Result result(String apiVersion, byte[] answer) {
    JsonNode review;
    try {
      review = JsonMapper.shared().readTree(answer);
    } catch (JacksonException e) {
      return null;
    }
    JsonNode status = review.path("status");
    if (!review.path("kind").asString(KIND).equals(KIND)
        || !review.path("apiVersion").asString(apiVersion).equals(apiVersion)
        || !status.isObject()) {
      return null;
    }
    if (!status.path("authenticated").asBoolean(false)) {
      return new Result.Rejected("the webhook does not know the token");
    }
    JsonNode user = status.path("user");
    String name = user.path("username").asString("");
    if (name.isEmpty()) {
      return new Result.Rejected("the webhook names no user");
    }
    Map<String, List<String>> extra = new LinkedHashMap<>();
    user.path("extra").properties().forEach(e -> extra.put(e.getKey(), texts(e.getValue())));
    return new Result.Known(
        User.authenticated(name, user.path("uid").asString(""), texts(user.path("groups")), extra));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>(list.size());
    for (JsonNode each : list) {
      texts.add(each.asString(""));
    }
    return texts;
  }
}
