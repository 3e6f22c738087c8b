package dev.clusterregistry.apiserver.auth.webhook;

import dev.clusterregistry.apiserver.auth.Authenticator.Result;
import dev.clusterregistry.apiserver.request.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The question and the answer of authentication.k8s.io, as kube-apiserver writes and reads them.
 */
final class TokenReview {
  private TokenReview() {}

  private static Envelope envelope(String apiVersion) {
    return new Envelope(apiVersion, "TokenReview");
  }

  static byte[] question(String apiVersion, String token) {
    ObjectNode review = envelope(apiVersion).question();
    review.putObject("spec").put("token", token);
    review.putObject("status").putObject("user");
    return Envelope.bytes(review);
  }

  /** Null if the answer is none. */
  static @Nullable Result result(String apiVersion, byte[] answer) {
    JsonNode status = envelope(apiVersion).status(answer);
    if (status == null) {
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
    user.path("extra")
        .properties()
        .forEach(e -> extra.put(e.getKey(), Envelope.texts(e.getValue())));
    return new Result.Known(
        User.authenticated(
            name, user.path("uid").asString(""), Envelope.texts(user.path("groups")), extra));
  }
}
