package dev.clusterregistry.apiserver;

import static dev.clusterregistry.apiserver.TestApiServer.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What objects and lists look like in the forms that clients may ask for. */
final class RepresentationsTest {
  private static final String ALL = "/apis/example.com/v1/widgets";
  private static final String WIDGETS = "/apis/example.com/v1/namespaces/n/widgets";
  private TestApiServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestApiServer();
    for (String name : new String[] {"a", "b", "c"}) {
      assertThat(send("POST", WIDGETS, "", widget(name)).statusCode()).isEqualTo(201);
    }
    String status = "{\"status\":{\"ready\":true}}"; // a PUT would have to name a revision
    assertThat(send("PATCH", WIDGETS + "/b/status", "", status).statusCode()).isEqualTo(200);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private static String widget(String name) {
    return """
        {"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"%s"},"spec":{"size":%d}}"""
        .formatted(name, name.charAt(0) - 'a' + 1);
  }

  private static String as(String form, String version) {
    return "application/json;as=" + form + ";v=" + version + ";g=meta.k8s.io";
  }

  private HttpResponse<String> send(String method, String path, String accept, String body)
      throws Exception {
    String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
    return server.send(
        server
            .as(ADMIN, path)
            .header("Content-Type", type)
            .header("Accept", accept.isEmpty() ? "application/json" : accept)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private String text(String path, String accept) throws Exception {
    return send("GET", path, accept, "").body();
  }

  private JsonNode json(String path, String accept) throws Exception {
    return JsonMapper.shared().readTree(text(path, accept));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1beta1"})
  void aPageAsTableGoesOnWhereItEnded(String version) throws Exception {
    String accept = as("Table", version);
    JsonNode first = json(ALL + "?limit=2", accept);
    assertThat(first.path("apiVersion").asString()).isEqualTo("meta.k8s.io/" + version);
    assertThat(first.path("rows")).hasSize(2);
    assertThat(first.at("/metadata/remainingItemCount").asInt()).isEqualTo(1);
    assertThat(first.at("/rows/0/object/apiVersion").asString())
        .isEqualTo("meta.k8s.io/" + version);
    String token = first.at("/metadata/continue").asString();
    JsonNode last = json(ALL + "?limit=2&continue=" + token, accept);
    assertThat(last.path("rows")).hasSize(1);
    assertThat(last.path("metadata").propertyNames()).containsExactly("resourceVersion");
    assertThat(last.at("/metadata/resourceVersion"))
        .isEqualTo(first.at("/metadata/resourceVersion"));
  }

  @Test
  void aRowHoldsWhatTheClientWantsOfTheObject() throws Exception {
    String table = as("Table", "v1");
    String path = WIDGETS + "/a?includeObject=";
    assertThat(json(path + "None", table).at("/rows/0/object").isNull()).isTrue();
    assertThat(json(path + "Object", table).at("/rows/0/object/spec/size").asInt()).isEqualTo(1);
    assertThat(json(path, table).at("/rows/0/object/kind").asString())
        .isEqualTo("PartialObjectMetadata");
    HttpResponse<String> wrong = send("GET", path + "x", table, "");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body())
        .contains(
            "Unable to convert to Table as requested: includeObject: Invalid value: \\\"x\\\": must"
                + " be 'Metadata', 'Object', 'None', or empty");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, d, '{\"metadata\":{\"name\":\"d\"}}', 201",
    "PUT, a, '{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"2\"},\"spec\":{\"size\":1}}', 200",
    "PATCH, a, '{\"metadata\":{\"labels\":{\"x\":\"y\"}}}', 200"
  })
  void answersToWritesAreTransformedToo(String method, String name, String body, int code)
      throws Exception {
    String path = method.equals("POST") ? WIDGETS : WIDGETS + "/" + name;
    HttpResponse<String> partial = send(method, path, as("PartialObjectMetadata", "v1"), body);
    assertThat(partial.statusCode()).isEqualTo(code);
    assertThat(partial.body())
        .startsWith("{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/v1\"");
    assertThat(partial.headers().firstValue("Content-Type")).hasValue("application/json");
    if (!method.equals("POST")) {
      assertThat(send(method, path, as("Table", "v1beta1"), body).body())
          .startsWith("{\"kind\":\"Table\",\"apiVersion\":\"meta.k8s.io/v1beta1\"");
    }
  }

  @Test
  void theFirstClauseThatCanBeServedCounts() throws Exception {
    String unknown = as("Table", "v2");
    assertThat(text(ALL, unknown + ", " + as("Table", "v1"))).startsWith("{\"kind\":\"Table\"");
    assertThat(text(ALL, unknown + ", application/json")).startsWith("{\"kind\":\"WidgetList\"");
    String yaml = "application/yaml;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";
    assertThat(text(ALL, "application/json;q=0.5, " + yaml))
        .contains("kind: PartialObjectMetadataList\n")
        .contains("- apiVersion: meta.k8s.io/v1\n  kind: PartialObjectMetadata\n");
    assertThat(text(WIDGETS + "/a", "application/yaml;as=Table;v=v1;g=meta.k8s.io"))
        .startsWith("apiVersion: meta.k8s.io/v1\ncolumnDefinitions:\n- description: 'Name must be");
  }

  @Test
  void whatCannotBeServedIsNotAcceptable() throws Exception {
    String types = "application/json, application/yaml, application/vnd.kubernetes.protobuf";
    String streams =
        ", application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch";
    assertNotAcceptable(
        WIDGETS + "/a",
        "text/html",
        "406: Not Acceptable\\n\\nAvailable representations: " + types);
    assertNotAcceptable(
        ALL,
        "application/*",
        "406: Not Acceptable\\n\\nAvailable representations: " + types + streams);
    String only = "only the following media types are accepted: ";
    assertNotAcceptable(ALL, as("Table", "v2"), only + types);
    assertNotAcceptable(ALL + "?watch=1", "application/yaml", only + streams.substring(2));
    assertNotAcceptable(
        ALL,
        as("PartialObjectMetadata", "v1"),
        "you requested PartialObjectMetadata, but the requested object is a list"
            + " (*example.WidgetList)");
    assertNotAcceptable(
        WIDGETS + "/a",
        as("PartialObjectMetadataList", "v1beta1"),
        "you requested PartialObjectMetadataList, but the requested object is not a list"
            + " (*example.Widget)");
  }

  private void assertNotAcceptable(String path, String accept, String message) throws Exception {
    HttpResponse<String> reply = send("GET", path, accept, "");
    assertThat(reply.statusCode()).isEqualTo(406);
    assertThat(reply.body().replace("\n  ", " ")) // long lines of YAML
        .contains("NotAcceptable")
        .contains(message);
  }

  @Test
  void fieldsThatTheKindDeclaresSelect() throws Exception {
    assertThat(json(ALL + "?fieldSelector=spec.size%3D2", "").path("items")).hasSize(1);
    assertThat(json(ALL + "?fieldSelector=spec.size!%3D2", "").path("items")).hasSize(2);
    assertThat(json(ALL + "?fieldSelector=status.ready%3Dtrue,spec.size%3D2", "").path("items"))
        .hasSize(1);
    assertThat(json(ALL + "?fieldSelector=status.ready%3D", "").path("items")).hasSize(2);
    String watched = text(ALL + "?watch=1&timeoutSeconds=1&fieldSelector=status.ready%3Dtrue", "");
    assertThat(watched.lines())
        .singleElement()
        .asString()
        .startsWith("{\"type\":\"ADDED\"")
        .contains("\"name\":\"b\"");
    send("DELETE", WIDGETS + "?fieldSelector=status.ready%3Dtrue", "", "");
    assertThat(text(ALL, "")).contains("\"name\":\"a\"").doesNotContain("\"name\":\"b\"");
  }

  @ParameterizedTest
  @CsvSource({"GET, ''", "GET, watch=1&", "DELETE, ''"})
  void otherFieldsDoNot(String method, String options) throws Exception {
    HttpResponse<String> reply =
        send(method, WIDGETS + "?" + options + "fieldSelector=spec.foo%3D1", "", "");
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("\"message\":\"field label not supported: spec.foo\"");
  }
}
