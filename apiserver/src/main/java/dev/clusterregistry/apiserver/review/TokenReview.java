package dev.clusterregistry.apiserver.review;

import dev.clusterregistry.apiserver.auth.Authenticator;
import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whose is this token? Asks the authenticators as if somebody came with it and nothing else. */
final class TokenReview implements Review {
  private final Authenticator authenticator;

  TokenReview(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  @Override
  public void answer(Call call, ObjectNode review) {
    JsonNode spec = review.path("spec");
    String token = spec.path("token").asString("");
    if (token.isEmpty()) {
      throw Statuses.badRequest("token is required for TokenReview in authentication");
    }
    ObjectNode status = review.putObject("status");
    List<String> audiences = audiences(spec.path("audiences"));
    if (!spec.path("audiences").isEmpty() && audiences.isEmpty()) {
      reject(status);
      return;
    }
    switch (authenticator.authenticate(request(call.request(), token))) {
      case Authenticator.Result.Known known when !known.user().isAnonymous() -> {
        status.put("authenticated", true).set("user", UserTree.of(known.user()));
        if (!audiences.isEmpty()) {
          audiences.forEach(status.putArray("audiences")::add);
        }
      }
      case Authenticator.Result.Known anonymous -> status.put("authenticated", false);
      case Authenticator.Result.NoCredential none -> status.put("authenticated", false);
      case Authenticator.Result.Rejected rejected -> reject(status);
    }
  }

  private static void reject(ObjectNode status) {
    status.put("authenticated", false).put("error", "invalid bearer token");
  }

  /** Those asked for that tokens are for, in the order asked for; all of them if none is. */
  private List<String> audiences(JsonNode wanted) {
    if (wanted.isEmpty()) {
      return authenticator.audiences();
    }
    List<String> both = new ArrayList<>();
    for (JsonNode each : wanted) {
      if (authenticator.audiences().contains(each.asString(""))) {
        both.add(each.asString(""));
      }
    }
    return both;
  }

  private static ApiRequest request(ApiRequest asking, String token) {
    return new ApiRequest(
        "GET",
        "/",
        "",
        Headers.of("Authorization", "Bearer " + token),
        new byte[0],
        false,
        List.of(),
        asking.remote(),
        false,
        asking.http2(),
        asking.mayBlock());
  }
}
