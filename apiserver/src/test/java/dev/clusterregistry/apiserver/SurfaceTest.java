package dev.clusterregistry.apiserver;

import static dev.clusterregistry.apiserver.TestApiServer.ADMIN;
import static dev.clusterregistry.apiserver.TestApiServer.JANE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a client sees of the server apart from the verbs on resources. */
final class SurfaceTest {
  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
  private static TestApiServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new TestApiServer();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void theGroupListNamesThePreferredVersionFirst() throws Exception {
    HttpResponse<String> reply = server.get(JANE, "/apis");
    assertThat(reply.body())
        .isEqualTo(
            """
            {"kind":"APIGroupList","apiVersion":"v1","groups":[{"name":"example.com",\
            "versions":[{"groupVersion":"example.com/v1","version":"v1"},\
            {"groupVersion":"example.com/v1beta1","version":"v1beta1"}],\
            "preferredVersion":{"groupVersion":"example.com/v1","version":"v1"}}]}
            """);
    assertThat(reply.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
  }

  @Test
  void aVersionWithoutStatusListsNoSubresource() throws Exception {
    assertThat(server.get(JANE, "/apis/example.com/v1/").body()).contains("widgets/status");
    assertThat(server.get(JANE, "/apis/example.com/v1beta1").body())
        .doesNotContain("widgets/status")
        .contains("\"shortNames\":[\"wd\"],\"categories\":[\"all\"]");
  }

  @Test
  void aggregatedDiscoveryIsAnsweredOnceAndThenNotModified() throws Exception {
    HttpResponse<String> first = server.get(JANE, "/apis", "Accept", AGGREGATED);
    assertThat(first.headers().firstValue("Content-Type")).hasValue(AGGREGATED);
    assertThat(first.body()).startsWith("{\"kind\":\"APIGroupDiscoveryList\"");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).matches("\"[0-9A-F]{128}\"");
    HttpResponse<String> second =
        server.get(JANE, "/apis", "Accept", AGGREGATED, "If-None-Match", tag);
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void anAbandonedFormOfDiscoveryIsNotAcceptableByItself() throws Exception {
    String old = AGGREGATED.replace("v=v2", "v=v2beta1");
    assertThat(server.get(JANE, "/apis", "Accept", old).statusCode()).isEqualTo(406);
    assertThat(server.get(JANE, "/apis", "Accept", old + ",application/json").body())
        .contains("APIGroupList");
  }

  @Test
  void aForbiddenPathIsEscapedForBrowsers() throws Exception {
    HttpResponse<String> reply = server.get(JANE, "/a%3Cb%3E%26c");
    assertThat(reply.statusCode()).isEqualTo(403);
    assertThat(reply.body())
        .contains("cannot get path \\\"/a\\u0026lt;b\\u0026gt;\\u0026amp;c\\\"");
    assertThat(reply.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void aForbiddenResourceSaysInWhichNamespace() throws Exception {
    HttpResponse<String> reply =
        server.get(JANE, "/apis/example.com/v1/namespaces/n/widgets/w/status");
    assertThat(reply.body())
        .contains(
            "widgets.example.com \\\"w\\\" is forbidden: User \\\"jane\\\" cannot get resource"
                + " \\\"widgets/status\\\" in API group \\\"example.com\\\" in the namespace"
                + " \\\"n\\\"");
  }

  @Test
  void anInvalidTokenIsUnauthorizedAndNeverAnonymous() throws Exception {
    HttpResponse<String> reply = server.get("wrong", "/healthz");
    assertThat(reply.statusCode()).isEqualTo(401);
    assertThat(reply.body())
        .isEqualTo(
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                + "\"message\":\"Unauthorized\",\"reason\":\"Unauthorized\",\"code\":401}\n");
    assertThat(server.send(server.request("/healthz")).body()).isEqualTo("ok");
    assertThat(server.send(server.request("/apis")).statusCode()).isEqualTo(403);
  }

  @Test
  void aPathThatIsNotServedIsPlainText() throws Exception {
    HttpResponse<String> reply = server.get(ADMIN, "/apis/unknown.example.com");
    assertThat(reply.statusCode()).isEqualTo(404);
    assertThat(reply.body()).isEqualTo("404 page not found\n");
    for (String path :
        List.of(
            "/apis/example.com/v1/things", "/apis/example.com/v9/things", "/apis/example.com/v9")) {
      assertThat(server.get(ADMIN, path).body())
          .contains("the server could not find the requested resource");
    }
  }

  @Test
  void theAuditIdOfTheRequestComesBack() throws Exception {
    assertThat(server.get(JANE, "/apis", "Audit-ID", "mine").headers().firstValue("Audit-Id"))
        .hasValue("mine");
    assertThat(server.get(JANE, "/apis").headers().firstValue("Audit-Id").orElseThrow())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }

  @Test
  void excludedChecksAreNamedAndUnknownOnesToo() throws Exception {
    assertThat(server.get(ADMIN, "/readyz?verbose&exclude=etcd&exclude=b&exclude=a").body())
        .isEqualTo(
            """
            [+]ping ok
            [+]log ok
            [+]etcd excluded: ok
            [+]etcd-readiness excluded with etcd: ok
            [+]informer-sync ok
            [+]poststarthook/generic-apiserver-start-informers ok
            [+]shutdown ok
            warn: some health checks cannot be excluded: no matches for "a", "b"
            readyz check passed
            """);
    assertThat(server.get(ADMIN, "/livez/ping").body()).isEqualTo("ok");
  }

  @Test
  void aMalformedTimeoutIsABadRequest() throws Exception {
    HttpResponse<String> reply = server.get(ADMIN, "/apis/example.com/v1/widgets?timeout=soon");
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("invalid timeout specified in the request URL");
  }

  @Test
  void metricsCountWhatWasAskedForAndNothingMadeUp() throws Exception {
    server.get(ADMIN, "/apis/example.com/v1/widgets");
    server.get(ADMIN, "/apis/example.com/v1/madeup");
    HttpResponse<String> metrics = server.get(ADMIN, "/metrics");
    assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    assertThat(metrics.body())
        .contains(
            "apiserver_request_total{code=\"200\",component=\"apiserver\",dry_run=\"\","
                + "group=\"example.com\",resource=\"widgets\",scope=\"cluster\",subresource=\"\","
                + "verb=\"LIST\",version=\"v1\"}")
        .contains("apiserver_storage_objects{resource=\"widgets.example.com\"} 0.0")
        .contains("process_cpu_seconds_total")
        .doesNotContain("madeup");
    assertThat(
            server
                .get(ADMIN, "/metrics", "Accept", "application/openmetrics-text")
                .headers()
                .firstValue("Content-Type")
                .orElseThrow())
        .startsWith("application/openmetrics-text");
  }

  @Test
  void metricsSayHowLongTheStoreTook() throws Exception {
    String widgets = "/apis/example.com/v1/namespaces/n/widgets";
    String body = "{\"metadata\":{\"name\":\"w\"},\"spec\":{\"size\":1}}";
    HttpResponse<String> created =
        server.send(
            server
                .as(ADMIN, widgets)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String labels = "{group=\"example.com\",operation=\"create\",resource=\"widgets\"";
    assertThat(server.get(ADMIN, "/metrics").body())
        .contains("etcd_request_duration_seconds_count" + labels + "} 1")
        .contains("etcd_request_duration_seconds_bucket" + labels + ",le=\"60.0\"} 1")
        .contains("etcd_requests_total" + labels + "} 1.0")
        .contains("etcd_request_errors_total" + labels + "} 0.0")
        .contains("apiserver_storage_size_bytes{storage_cluster_id=")
        .contains(
            "apiserver_storage_events_received_total{group=\"example.com\",resource=\"widgets\"}"
                + " 1.0");
  }

  @Test
  void discoveryKnowsNoOtherMethodThanGet() throws Exception {
    HttpResponse<String> reply =
        server.send(server.as(ADMIN, "/apis").POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(reply.statusCode()).isEqualTo(405);
  }
}
