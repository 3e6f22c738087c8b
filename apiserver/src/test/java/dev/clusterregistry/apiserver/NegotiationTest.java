package dev.clusterregistry.apiserver;

import static dev.clusterregistry.apiserver.TestApiServer.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How headers and parameters choose the form of what comes back, and of what is sent. */
final class NegotiationTest {
  private static final String WIDGETS = "/apis/example.com/v1/namespaces/n/widgets";
  private static final String WIDGET = WIDGETS + "/w";
  private static TestApiServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new TestApiServer();
    assertThat(post("application/json", "{\"metadata\":{\"name\":\"w\"}}").statusCode())
        .isEqualTo(201);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static HttpResponse<String> post(String type, String body) throws Exception {
    return server.send(
        server.as(ADMIN, WIDGETS).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  private static String contentType(String path, String accept) throws Exception {
    HttpResponse<String> reply = server.get(ADMIN, path, "Accept", accept);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return reply.headers().firstValue("Content-Type").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/* | application/json",
        "application/json;charset=utf-8 | application/json",
        "application/json;q=0.9,application/cbor;q=1 | application/json",
        "application/cbor,application/yaml | application/yaml",
        "application/yaml;q=0.9,application/json;q=0.8 | application/yaml",
        "application/yaml;whatever=1 | application/yaml",
        "application/json;stream=other,application/yaml | application/yaml",
        "text/html,*/*;q=0.1 | application/json",
        "application/json;export=1 | application/json"
      })
  void theBestClauseThatCanBeServedCounts(String accept, String type) throws Exception {
    assertThat(contentType(WIDGET, accept)).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/cbor",
        "application/cbor-seq",
        "text/plain",
        "*/json",
        "application/vnd.kubernetes.protobuf;as=Table;g=meta.k8s.io;v=v1",
        "application/json;as=Table;g=example.com;v=v1",
        "application/json;as=Nope;g=meta.k8s.io;v=v1",
        "application/json;as=Table;g=meta.k8s.io",
        "application/json;stream=other"
      })
  void whatIsNotServedIsNotAcceptable(String accept) throws Exception {
    HttpResponse<String> reply = server.get(ADMIN, WIDGET, "Accept", accept);
    assertThat(reply.statusCode()).isEqualTo(406);
    assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(reply.body()).containsPattern("\"reason\": ?\"NotAcceptable\"");
  }

  @ParameterizedTest
  @CsvSource({
    "curl/8.5, '', true",
    "Wget/1.21, '', true",
    "Mozilla/5.0 (X11), '', true",
    "Mozilla/4.0, '', false",
    "kubectl/v1.36, '', false",
    "curl/8.5, ?pretty=false, false",
    "curl/8.5, ?pretty=x, false",
    "kubectl/v1.36, ?pretty=1, true",
    "kubectl/v1.36, ?pretty=t, true",
    "kubectl/v1.36, ?pretty=True, true",
    "kubectl/v1.36, ?pretty=yes, false"
  })
  void peopleReadIndentedJson(String agent, String query, boolean indented) throws Exception {
    for (String path : new String[] {WIDGET, WIDGETS, WIDGETS + "/absent", "/apis"}) {
      String body = server.get(ADMIN, path + query, "User-Agent", agent).body();
      assertThat(body.startsWith("{\n  \"kind\"")).as(path).isEqualTo(indented);
    }
  }

  @Test
  void aMediaTypeCanAskForIndentation() throws Exception {
    String body = server.get(ADMIN, WIDGET, "Accept", "application/json;pretty=1").body();
    assertThat(body).startsWith("{\n  \"kind\": \"Widget\"");
  }

  @Test
  void theListOfPathsIsAlwaysForPeople() throws Exception {
    String body = server.get(ADMIN, "/").body();
    assertThat(body)
        .startsWith("{\n  \"paths\": [\n    \"/apis\",\n")
        .contains("\"/healthz/ping\"", "\"/openapi/v3\"", "\"/readyz/shutdown\"", "\"/version\"");
    assertThat(server.get(ADMIN, "/index.html").body()).isEqualTo(body);
    assertThat(body.lines().filter(line -> line.startsWith("    \"")).map(l -> l.replace(",", "")))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void discoveryIsHadAsYamlToo() throws Exception {
    HttpResponse<String> reply = server.get(ADMIN, "/apis", "Accept", "application/yaml");
    assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/yaml");
    assertThat(reply.body()).startsWith("apiVersion: v1\ngroups:\n- name: example.com\n");
  }

  @Test
  void aProfileOfAggregatedDiscoveryIsUnderstoodOrPassedOver() throws Exception {
    String aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    assertThat(contentType("/apis", aggregated + ";profile=nopeer")).isEqualTo(aggregated);
    assertThat(contentType("/apis", aggregated + ";profile=other,application/json"))
        .isEqualTo("application/json");
    assertThat(
            contentType(
                "/apis", "application/json;as=APIGroupDiscoveryList;v=v2;g=apidiscovery.k8s.io"))
        .isEqualTo(aggregated);
  }

  @Test
  void bodiesInOtherTypesAreRefusedAndParametersPassedOver() throws Exception {
    assertThat(
            post("application/json; charset=utf-8", "{\"metadata\":{\"name\":\"x\"}}").statusCode())
        .isEqualTo(201);
    for (String type : new String[] {"application/cbor", "text/json", "application/jsonx"}) {
      HttpResponse<String> reply = post(type, "{}");
      assertThat(reply.statusCode()).as(type).isEqualTo(415);
      assertThat(reply.body()).contains("\"reason\":\"UnsupportedMediaType\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"metadata\":{\"name\":\"n1\",\"creationTimestamp\":null}} | 201",
        "{\"metadata\":{\"name\":\"n2\",\"labels\":null,\"finalizers\":null},\"spec\":null} | 201",
        "{\"metadata\":{\"name\":\"n3\"},\"spec\":{\"size\":1.0}} | 400",
        "{\"metadata\":{\"name\":\"n4\"},\"spec\":{\"size\":1.5}} | 400",
        "{\"metadata\":{\"name\":\"n5\"},\"spec\":{\"size\":\"1\"}} | 400",
        "{\"metadata\":{\"name\":\"n6\"},\"spec\":{\"Size\":1}} | 201",
        "{\"metadata\":{\"name\":\"n7\",\"creationTimestamp\":\"yesterday\"}} | 400"
      })
  void valuesAreReadAsGoReadsThem(String body, int code) throws Exception {
    HttpResponse<String> reply = post("application/json", body);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(code);
  }

  @Test
  void onlyTheFirstDocumentOfYamlIsRead() throws Exception {
    HttpResponse<String> reply =
        post("application/yaml", "metadata:\n  name: first\n---\nmetadata:\n  name: second\n");
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
    assertThat(server.get(ADMIN, WIDGETS + "/second").statusCode()).isEqualTo(404);
  }

  @Test
  void repliesAreNeverKeptByCachesNorForcedOntoTls() throws Exception {
    for (String path :
        new String[] {WIDGET, WIDGETS, "/apis", "/healthz", "/nowhere", "/metrics"}) {
      HttpResponse<String> reply = server.get(ADMIN, path);
      assertThat(reply.headers().firstValue("Cache-Control"))
          .as(path)
          .hasValue("no-cache, private");
      assertThat(reply.headers().firstValue("Strict-Transport-Security")).isEmpty();
      assertThat(reply.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(reply.headers().firstValue("X-Kubernetes-PF-FlowSchema-UID")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/debug/pprof", "/debug/pprof/heap", "/debug/flags/v"})
  void nothingIsDebuggedFromAfar(String path) throws Exception {
    assertThat(server.get(ADMIN, path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"0s, 200", "3m, 200", "34s, 200", "'', 200", "invalid, 400", "5, 400", "-1s, 200"})
  void aTimeoutIsADurationOfGo(String timeout, int code) throws Exception {
    HttpResponse<String> reply = server.get(ADMIN, WIDGETS + "?timeout=" + timeout);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(code);
  }

  @Test
  void thereIsNoScale() throws Exception {
    HttpResponse<String> reply = server.get(ADMIN, WIDGET + "/scale");
    assertThat(reply.statusCode()).isEqualTo(404);
    assertThat(reply.body()).contains("the server could not find the requested resource");
  }
}
