package dev.clusterregistry.apiserver.review;

import dev.clusterregistry.apiserver.auth.Authenticator;
import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.machinery.status.Statuses;
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
    if (!spec.path("audiences").isEmpty()) {
      status.put("authenticated", false).put("error", "tokens are for this server alone");
      return;
    }
    switch (authenticator.authenticate(request(call.request(), token))) {
      case Authenticator.Result.Known known when !known.user().isAnonymous() ->
          status.put("authenticated", true).set("user", UserTree.of(known.user()));
      case Authenticator.Result.Known anonymous -> status.put("authenticated", false);
      case Authenticator.Result.NoCredential none -> status.put("authenticated", false);
      case Authenticator.Result.Rejected rejected ->
          status.put("authenticated", false).put("error", "invalid bearer token");
    }
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
