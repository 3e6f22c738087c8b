package dev.clusterregistry.apiserver.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.RequestInfoParser;
import dev.clusterregistry.apiserver.request.User;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PathAuthorizerTest {
  private final Authorizer authorizer =
      new PathAuthorizer(List.of("/healthz", "apis", "/apis/*", "/openapi/v3*"));

  private boolean allows(String path) {
    ApiRequest request =
        new ApiRequest(
            "GET",
            path,
            "",
            new Headers(),
            new byte[0],
            false,
            List.of(),
            new InetSocketAddress(0),
            false,
            false,
            true);
    RequestInfo info = Objects.requireNonNull(RequestInfoParser.parse(request));
    return authorizer.allows(User.ANONYMOUS, info, Patience.ENDLESS);
  }

  @ParameterizedTest
  @CsvSource({
    "/healthz,true",
    "/healthz/,false",
    "/healthz/ping,false",
    "/livez,false",
    "/,false",
    "/apis,true",
    "/apis/,true",
    "/apis/clusterregistry.k8s.io,true",
    "/apis/clusterregistry.k8s.io/v1alpha1,true",
    "/openapi/v3,true",
    "/openapi/v3/apis/a,true",
    "/openapi/v2,false"
  })
  void patternsAreKubernetes(String path, boolean allowed) {
    assertThat(allows(path)).isEqualTo(allowed);
  }

  @Test
  void noObjectIsAtAPathWhateverThePatternsSay() {
    assertThat(allows("/apis/clusterregistry.k8s.io/v1alpha1/clusters")).isFalse();
    assertThat(allows("/apis/clusterregistry.k8s.io/v1alpha1/clusters/a")).isFalse();
  }

  @Test
  void aStarStandsAtTheEnd() {
    assertThatThrownBy(() -> new PathAuthorizer(List.of("/a*b")))
        .hasMessage("only trailing * allowed in \"a*b\"");
  }
}
