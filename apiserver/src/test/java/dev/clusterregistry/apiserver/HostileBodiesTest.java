package dev.clusterregistry.apiserver;

import static dev.clusterregistry.apiserver.TestApiServer.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are nested as deeply as JSON may be, and more. */
final class HostileBodiesTest {
  private static final String WIDGETS = "/apis/example.com/v1/namespaces/n/widgets";

  @SuppressWarnings("NullAway.Init")
  private static TestApiServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new TestApiServer();
    String body = "{\"metadata\":{\"name\":\"w\"},\"spec\":{\"size\":3}}";
    server.send(server.as(ADMIN, WIDGETS).POST(BodyPublishers.ofString(body)));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }

  private static String patch(String type, int depth) {
    return switch (type) {
      case "json" ->
          "[{\"op\":\"add\",\"path\":\"/spec/deep\",\"value\":"
              + nested(depth)
              + "},{\"op\":\"copy\",\"from\":\"/spec/deep\",\"path\":\"/spec/copy\"},"
              + "{\"op\":\"test\",\"path\":\"/spec/copy\",\"value\":"
              + nested(depth)
              + "}]";
      default -> "{\"spec\":{\"deep\":" + nested(depth) + "}}";
    };
  }

  private static HttpResponse<String> send(String type, int depth) throws Exception {
    String media =
        type.equals("apply")
            ? "application/apply-patch+yaml"
            : "application/" + type + "-patch+json";
    return server.send(
        server
            .as(ADMIN, WIDGETS + "/w" + (type.equals("apply") ? "?fieldManager=m" : ""))
            .header("Content-Type", media)
            .method("PATCH", BodyPublishers.ofString(patch(type, depth))));
  }

  @ParameterizedTest
  @CsvSource({
    "merge,9900",
    "json,9900",
    "strategic-merge,9900",
    "apply,9900",
    "merge,400",
    "json,400"
  })
  void deepPatchesAreTakenOrRefusedInWords(String type, int depth) throws Exception {
    HttpResponse<String> reply = send(type, depth);
    assertThat(reply.statusCode()).as(reply.body()).isIn(200, 400, 422);
    assertThat(reply.body()).startsWith("{\"kind\":");
    assertThat(server.get(ADMIN, WIDGETS + "/w").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"merge", "json", "strategic-merge", "apply"})
  void whatIsDeeperThanGoReadsIsRefused(String type) throws Exception {
    HttpResponse<String> reply = send(type, 10_001);
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("exceeded max depth");
  }

  @ParameterizedTest
  @ValueSource(ints = {9_900, 10_001, 300_000})
  void deepObjectsAreTakenOrRefusedInWords(int depth) throws Exception {
    String body = "{\"metadata\":{\"name\":\"d\"},\"spec\":{\"deep\":" + nested(depth) + "}}";
    HttpResponse<String> reply =
        server.send(server.as(ADMIN, WIDGETS + "?dryRun=All").POST(BodyPublishers.ofString(body)));
    assertThat(reply.statusCode()).as(reply.body()).isIn(201, 400, 422);
    assertThat(reply.body()).startsWith("{\"kind\":");
  }
}
