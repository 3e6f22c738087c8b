package dev.clusterregistry.apiserver.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.request.User;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class UnionAuthenticatorTest {
  private static final Authenticator BEARER = new BearerAuthenticator(List.of());

  private static ApiRequest asking(String path, Headers headers) {
    return new ApiRequest(
        "GET",
        path,
        "",
        headers,
        new byte[0],
        false,
        List.of(),
        InetSocketAddress.createUnresolved("c", 1),
        false,
        true,
        true);
  }

  private static Authenticator.Result ask(AnonymousAccess anonymous, String path) {
    return new UnionAuthenticator(List.of(BEARER), anonymous)
        .authenticate(asking(path, new Headers()));
  }

  @Test
  void withoutACredentialOneIsAnonymousOnlyWhereItIsAllowed() {
    AnonymousAccess health = new AnonymousAccess(true, Set.of("/livez", "/readyz"));
    assertThat(ask(health, "/livez")).isEqualTo(new Authenticator.Result.Known(User.ANONYMOUS));
    for (String other : List.of("/livez/", "/livez/ping", "/%6civez", "//livez", "/LIVEZ", "/")) {
      assertThat(ask(health, other)).as(other).isEqualTo(Authenticator.Result.NONE);
    }
    assertThat(ask(new AnonymousAccess(true, Set.of()), "/any"))
        .isInstanceOf(Authenticator.Result.Known.class);
    assertThat(ask(new AnonymousAccess(false, Set.of()), "/livez"))
        .isEqualTo(Authenticator.Result.NONE);
  }

  @Test
  void aBadCredentialIsNeverAnonymous() {
    UnionAuthenticator union = new UnionAuthenticator(List.of(BEARER), true);
    assertThat(union.authenticate(asking("/livez", Headers.of("Authorization", "Bearer x"))))
        .isInstanceOf(Authenticator.Result.Rejected.class);
  }
}
