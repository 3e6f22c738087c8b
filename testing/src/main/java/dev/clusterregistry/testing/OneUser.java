package dev.clusterregistry.testing;

import dev.clusterregistry.apiserver.auth.Authenticator;
import dev.clusterregistry.apiserver.auth.BearerAuthenticator;
import dev.clusterregistry.apiserver.auth.UnionAuthenticator;
import dev.clusterregistry.apiserver.request.User;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The user of a registry for tests, with a token that no other registry knows. */
final class OneUser {
  private static final User USER = User.authenticated("test", "", List.of(User.MASTERS), Map.of());

  private final String token;

  OneUser() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    token = HexFormat.of().formatHex(random);
  }

  String token() {
    return token;
  }

  /** Lets nobody else in, whatever may ask on this machine's loopback interface. */
  Authenticator authenticator() {
    return new UnionAuthenticator(
        List.of(
            new BearerAuthenticator(
                List.of(
                    (presented, patience) ->
                        presented.text().equals(token)
                            ? new Authenticator.Result.Known(USER)
                            : Authenticator.Result.NONE))),
        false);
  }
}
