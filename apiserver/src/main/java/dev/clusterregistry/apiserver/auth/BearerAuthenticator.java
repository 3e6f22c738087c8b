package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.ApiRequest;
import java.util.List;

/**
 * Finds the bearer token of a request and asks all who may know it, in turn. A token that nobody
 * knows is rejected.
 */
public final class BearerAuthenticator implements Authenticator {
  private static final Result UNKNOWN = new Result.Rejected("unknown bearer token");

  private final TokenAuthenticator[] members;

  public BearerAuthenticator(List<? extends TokenAuthenticator> members) {
    this.members = members.toArray(TokenAuthenticator[]::new);
  }

  @Override
  public Result authenticate(ApiRequest request) {
    BearerToken token = BearerToken.of(request);
    if (token == null) {
      return Result.NONE;
    }
    Result outcome = UNKNOWN;
    for (TokenAuthenticator member : members) {
      Result result = member.authenticate(token, request);
      if (result instanceof Result.Known) {
        return result;
      }
      if (result instanceof Result.Rejected) {
        outcome = result;
      }
    }
    return outcome;
  }
}
