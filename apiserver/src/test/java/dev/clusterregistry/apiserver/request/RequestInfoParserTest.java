package dev.clusterregistry.apiserver.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestInfoParserTest {

  private static @Nullable RequestInfo parse(String method, String target) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    return RequestInfoParser.parse(
        new ApiRequest(
            method,
            path,
            query,
            new Headers(),
            new byte[0],
            false,
            List.of(),
            InetSocketAddress.createUnresolved("c", 1),
            false,
            true,
            true));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /apis/g/v1/r, list, g, '', r, '', ''",
    "GET, /apis/g/v1/r/, list, g, '', r, '', ''",
    "GET, /apis/g/v1/r?watch, watch, g, '', r, '', ''",
    "GET, /apis/g/v1/r?watch=false, list, g, '', r, '', ''",
    "GET, /apis/g/v1/r?watch=0, list, g, '', r, '', ''",
    "GET, /apis/g/v1/r/n?watch=true, get, g, '', r, n, ''",
    "GET, /apis/g/v1/watch/r/n, watch, g, '', r, n, ''",
    "GET, /apis/g/v1/watch/namespaces/ns/r, watch, g, ns, r, '', ''",
    "HEAD, /apis/g/v1/r/n, get, g, '', r, n, ''",
    "POST, /apis/g/v1/namespaces/ns/r, create, g, ns, r, '', ''",
    "PUT, /apis/g/v1/namespaces/ns/r/n/status, update, g, ns, r, n, status",
    "PATCH, /apis/g/v1/r/n, patch, g, '', r, n, ''",
    "DELETE, /apis/g/v1/r/n, delete, g, '', r, n, ''",
    "DELETE, /apis/g/v1/r, deletecollection, g, '', r, '', ''",
    "GET, /api/v1/namespaces/ns/pods, list, '', ns, pods, '', ''",
    "GET, /api/v1/namespaces/ns, get, '', ns, namespaces, ns, ''",
    "GET, /api/v1/namespaces/ns/status, get, '', ns, namespaces, ns, status",
    "GET, /apis/g/v1/r?fieldSelector=metadata.name%3Dx, list, g, '', r, x, ''",
    "GET, /apis/g/v1/r/a%2Fb, get, g, '', r, a, b",
    "OPTIONS, /apis/g/v1/r, '', g, '', r, '', ''",
  })
  void resourcesAreReadAsKubernetesReadsThem(
      String method,
      String target,
      String verb,
      String group,
      String namespace,
      String resource,
      String name,
      String subresource) {
    assertThat(parse(method, target))
        .isNotNull()
        .satisfies(info -> assertThat(info.isResource()).isTrue())
        .extracting(
            RequestInfo::verbText,
            RequestInfo::group,
            RequestInfo::namespace,
            RequestInfo::resource,
            RequestInfo::name,
            RequestInfo::subresource)
        .containsExactly(verb, group, namespace, resource, name, subresource);
  }

  @ParameterizedTest
  @CsvSource({"GET, /apis/g/v1, get", "POST, /nowhere, post", "GET, /, get", "PUT, /api/v1, put"})
  void otherPathsHaveTheMethodForAVerb(String method, String target, String verb) {
    assertThat(parse(method, target))
        .isNotNull()
        .satisfies(info -> assertThat(info.isResource()).isFalse())
        .extracting(RequestInfo::verbText, RequestInfo::path)
        .containsExactly(verb, target);
  }

  @Test
  void aBrokenEscapeIsNoPath() {
    assertThat(parse("GET", "/a%zz")).isNull();
    assertThat(parse("GET", "/a%4")).isNull();
  }

  @Test
  void parametersThatCannotBeDecodedAreDropped() {
    Query query = Query.parse("a=1&b=%zz&c=x;y&d=a+b%20c&a=2&e");
    assertThat(query.all("a")).containsExactly("1", "2");
    assertThat(query.has("b")).isFalse();
    assertThat(query.has("c")).isFalse();
    assertThat(query.text("d")).isEqualTo("a b c");
    assertThat(query.flag("e")).isTrue();
  }
}
