package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.request.User;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks several authenticators in turn: the first that knows the user wins, whatever others found
 * wrong. A request without any credential is anonymous, if that is allowed; one with a bad
 * credential never is.
 */
public final class UnionAuthenticator implements Authenticator {
  private static final Result ANONYMOUS = new Result.Known(User.ANONYMOUS);

  private final Authenticator[] members;
  private final AnonymousAccess anonymous;
  private final List<String> audiences;

  public UnionAuthenticator(List<? extends Authenticator> members, boolean anonymous) {
    this(members, new AnonymousAccess(anonymous, Set.of()));
  }

  public UnionAuthenticator(List<? extends Authenticator> members, AnonymousAccess anonymous) {
    this(members, anonymous, List.of());
  }

  /**
   * @param audiences whom tokens are for
   */
  public UnionAuthenticator(
      List<? extends Authenticator> members, AnonymousAccess anonymous, List<String> audiences) {
    this.members = members.toArray(Authenticator[]::new);
    this.anonymous = anonymous;
    this.audiences = List.copyOf(audiences);
  }

  @Override
  public List<String> audiences() {
    return audiences;
  }

  @Override
  public Result authenticate(ApiRequest request) {
    Result outcome = Result.NONE;
    for (Authenticator member : members) {
      Result result = member.authenticate(request);
      if (result instanceof Result.Known) {
        return result;
      }
      if (result instanceof Result.Rejected) {
        outcome = result;
      }
    }
    return outcome instanceof Result.NoCredential && anonymous.allows(request.path())
        ? ANONYMOUS
        : outcome;
  }

  @Override
  public @Nullable String challenge() {
    for (Authenticator member : members) {
      String challenge = member.challenge();
      if (challenge != null) {
        return challenge;
      }
    }
    return null;
  }
}
