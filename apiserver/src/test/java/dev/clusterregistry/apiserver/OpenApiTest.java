package dev.clusterregistry.apiserver;

import static dev.clusterregistry.apiserver.TestApiServer.JANE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the OpenAPI documents are served, and what they say of a kind. */
final class OpenApiTest {
  private static final String V2 = "/openapi/v2";
  private static final String V3 = "/openapi/v3/apis/example.com/v1";
  private static final String OBJECT = V3.substring(11) + "/namespaces/{namespace}/widgets/{name}";
  private static TestApiServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new TestApiServer();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static String header(HttpResponse<?> reply, String name) {
    return String.join("; ", reply.headers().allValues(name));
  }

  private static JsonNode document(String path) throws Exception {
    return JsonMapper.shared().readTree(server.get(JANE, path).body());
  }

  @Test
  void theRootLeadsToDocumentsThatMayBeKeptForEver() throws Exception {
    String url =
        document("/openapi/v3")
            .at("/paths/apis~1example.com~1v1")
            .path("serverRelativeURL")
            .asString();
    HttpResponse<String> kept = server.get(JANE, url);
    assertThat(header(kept, "Cache-Control")).isEqualTo("public, immutable");
    assertThat(header(kept, "Expires")).endsWith("GMT");
    HttpResponse<String> plain = server.get(JANE, V3);
    assertThat(header(plain, "Cache-Control")).isEqualTo("no-cache, private");
    assertThat(plain.headers().firstValue("Expires")).isEmpty();
    assertThat(url).isEqualTo(V3 + "?hash=" + header(plain, "ETag").replace("\"", ""));
  }

  @Test
  void aStaleHashLeadsToTheDocumentOfNow() throws Exception {
    HttpResponse<String> stale = server.get(JANE, V3 + "?hash=0");
    assertThat(stale.statusCode()).isEqualTo(301);
    assertThat(header(stale, "Location")).matches(V3 + "\\?hash=[0-9A-F]{128}");
    assertThat(header(stale, "Content-Type")).isEqualTo("application/json");
  }

  @Test
  void aRangeIsAnsweredWithTheWholeDocument() throws Exception {
    HttpResponse<String> part = server.get(JANE, V3, "Range", "bytes=0-9");
    assertThat(part.statusCode()).isEqualTo(200);
    assertThat(part.body()).isEqualTo(server.get(JANE, V3).body());
  }

  @Test
  void everyOperationHasAnIdOfItsOwn() throws Exception {
    for (String path : new String[] {V2, V3}) {
      List<String> ids = new ArrayList<>();
      for (JsonNode item : document(path).path("paths")) {
        for (JsonNode operation : item) {
          if (operation.has("operationId")) {
            ids.add(operation.path("operationId").asString());
          }
        }
      }
      assertThat(ids)
          .doesNotHaveDuplicates()
          .contains(
              "listExampleComV1WidgetForAllNamespaces", "patchExampleComV1NamespacedWidgetStatus");
    }
  }

  @Test
  void aDocumentThatTheClientHasIsNotSentAgain() throws Exception {
    for (String path : new String[] {V2, V3, "/openapi/v3"}) {
      HttpResponse<String> first = server.get(JANE, path);
      String tag = header(first, "ETag");
      HttpResponse<String> again = server.get(JANE, path, "If-None-Match", "\"other\", W/" + tag);
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(header(again, "ETag")).isEqualTo(tag);
      assertThat(again.body()).isEmpty();
      String date = header(first, "Last-Modified");
      assertThat(server.get(JANE, path, "If-Modified-Since", date).statusCode()).isEqualTo(304);
      assertThat(server.get(JANE, path, "If-Modified-Since", "yesterday").statusCode())
          .isEqualTo(200);
      assertThat(
              server
                  .get(JANE, path, "If-None-Match", "\"other\"", "If-Modified-Since", date)
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void bothSpellingsOfTheProtobufTypesAreUnderstood() throws Exception {
    for (String version : new String[] {"v2", "v3"}) {
      String path = version.equals("v2") ? V2 : V3;
      String type = "application/com.github.proto-openapi.spec." + version;
      String json = header(server.get(JANE, path), "ETag");
      for (String spelling : new String[] {"@v1.0+protobuf", ".v1.0+protobuf"}) {
        HttpResponse<String> reply = server.get(JANE, path, "Accept", type + spelling);
        assertThat(header(reply, "Content-Type")).isEqualTo(type + ".v1.0+protobuf");
        assertThat(header(reply, "ETag")).isEqualTo(json);
        assertThat(header(reply, "Vary")).contains("Accept");
        assertThat(reply.body()).startsWith(version.equals("v2") ? "\n\u00032.0" : "\n\u00053.0.0");
      }
    }
  }

  @Test
  void whatNobodyCanReadIsNotAcceptable() throws Exception {
    for (String path : new String[] {V2, V3}) {
      for (String accept : new String[] {"text/html", "application/yaml"}) {
        HttpResponse<String> reply = server.get(JANE, path, "Accept", accept);
        assertThat(reply.statusCode()).isEqualTo(406);
        assertThat(reply.body()).isEmpty();
      }
      assertThat(server.get(JANE, path, "Accept", "text/html, */*;q=0.1").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aDocumentThatIsNotThereIsNotFound() throws Exception {
    assertThat(server.get(JANE, "/openapi/v3/apis/other/v1").statusCode()).isEqualTo(404);
  }

  @Test
  void documentsAreCompressedForThoseWhoAskForThat() throws Exception {
    HttpResponse<byte[]> reply =
        server
            .client()
            .send(
                server.as(JANE, V3).header("Accept-Encoding", "gzip").build(),
                BodyHandlers.ofByteArray());
    assertThat(header(reply, "Content-Encoding")).isEqualTo("gzip");
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(reply.body())).readAllBytes();
    assertThat(new String(plain, StandardCharsets.UTF_8)).isEqualTo(server.get(JANE, V3).body());
  }

  @Test
  void operationsSayWhatTheyAreAndWhatTheyTake() throws Exception {
    JsonNode patch = document(V3).path("paths").path(OBJECT).path("patch");
    assertThat(patch.path("operationId").asString()).isEqualTo("patchExampleComV1NamespacedWidget");
    assertThat(patch.path("x-kubernetes-action").asString()).isEqualTo("patch");
    assertThat(patch.path("x-kubernetes-group-version-kind").toString())
        .isEqualTo("{\"group\":\"example.com\",\"version\":\"v1\",\"kind\":\"Widget\"}");
    assertThat(patch.path("parameters").findValuesAsString("name"))
        .containsExactly("dryRun", "fieldManager", "fieldValidation", "force");
    assertThat(patch.at("/requestBody/content").propertyNames())
        .contains("application/json-patch+json", "application/merge-patch+json");
    assertThat(patch.path("responses").propertyNames()).containsExactly("200", "201", "401");
  }

  @Test
  void schemasSayWhatClientsMergeBySelectByAndLeaveOut() throws Exception {
    JsonNode schemas = document(V3).at("/components/schemas");
    JsonNode widget = schemas.path("com.example.v1.Widget");
    assertThat(widget.path("x-kubernetes-group-version-kind").toString())
        .isEqualTo("[{\"group\":\"example.com\",\"kind\":\"Widget\",\"version\":\"v1\"}]");
    assertThat(widget.path("x-kubernetes-selectable-fields").toString())
        .isEqualTo("[{\"fieldPath\":\"spec.size\"},{\"fieldPath\":\"status.ready\"}]");
    assertThat(widget.at("/properties/metadata/allOf/0/$ref").asString())
        .isEqualTo("#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta");
    JsonNode parts = schemas.path("com.example.v1.WidgetSpec").at("/properties/parts");
    assertThat(parts.path("x-kubernetes-list-map-keys").toString()).isEqualTo("[\"name\"]");
    assertThat(schemas.toString())
        .contains("{\"description\":\"Of the part.\",\"type\":\"string\",\"default\":\"\"}");
    assertThat(schemas.path("io.k8s.apimachinery.pkg.apis.meta.v1.Time").path("format").asString())
        .isEqualTo("date-time");
  }

  @Test
  void theSecondVersionOfOpenApiHasNeitherDefaultsNorAlternatives() throws Exception {
    String text = server.get(JANE, V2).body();
    assertThat(text).doesNotContain("\"default\":", "allOf", "oneOf", "nullable");
    JsonNode document = JsonMapper.shared().readTree(text);
    JsonNode metadata = document.at("/definitions/com.example.v1.Widget/properties/metadata");
    assertThat(metadata.propertyNames()).containsExactly("description", "$ref");
    assertThat(document.at("/paths/~1apis~1/get/consumes").toString())
        .isEqualTo(
            "[\"application/json\",\"application/yaml\",\"application/vnd.kubernetes.protobuf\"]");
  }
}
