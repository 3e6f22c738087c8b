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
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PathAuthorizerTest {
  private final Authorizer authorizer =
      PathAuthorizer.forEverybody(List.of("/healthz", "apis", "/apis/*", "/openapi/v3*"));

  private boolean allows(String path) {
    return authorizer.allows(User.ANONYMOUS, info("GET", path), Patience.ENDLESS);
  }

  private static RequestInfo info(String method, String path) {
    ApiRequest request =
        new ApiRequest(
            method,
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
    return Objects.requireNonNull(RequestInfoParser.parse(request));
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
    assertThatThrownBy(() -> PathAuthorizer.forEverybody(List.of("/a*b")))
        .hasMessage("only trailing * allowed in \"a*b\"");
  }

  @Test
  void documentsAreForWhoIsKnown() {
    Authorizer documents = PathAuthorizer.forReaders(List.of("/apis", "/apis/*"));
    User jane = User.authenticated("jane", "", List.of(), Map.of());
    RequestInfo discovery = info("GET", "/apis/clusterregistry.k8s.io/v1alpha1");
    assertThat(documents.allows(jane, discovery, Patience.ENDLESS)).isTrue();
    assertThat(documents.allows(User.ANONYMOUS, discovery, Patience.ENDLESS)).isFalse();
    assertThat(documents.allows(jane, info("POST", "/apis"), Patience.ENDLESS)).isFalse();
    RequestInfo objects = info("GET", "/apis/clusterregistry.k8s.io/v1alpha1/clusters");
    assertThat(documents.allows(jane, objects, Patience.ENDLESS)).isFalse();
  }
}
