package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.Patience;

/** Knows users by bearer tokens of one kind. */
public interface TokenAuthenticator {

  /**
   * Answers at once, or calls {@link Patience#blocking} first. A token of another kind is {@link
   * Authenticator.Result.NoCredential}.
   */
  Authenticator.Result authenticate(BearerToken token, Patience patience);
}
