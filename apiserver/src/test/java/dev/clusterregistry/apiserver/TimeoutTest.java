package dev.clusterregistry.apiserver;

import static dev.clusterregistry.apiserver.TestApiServer.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that does not want to wait long is answered in time, whatever it asked for. */
final class TimeoutTest {
  private static final String WIDGETS = "/apis/example.com/v1/namespaces/n/widgets";
  private static final String BODY =
      "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"metadata\":{\"name\":\"w\"},"
          + "\"spec\":{\"size\":3}}";

  private String stored = "";
  private final CountDownLatch writable = new CountDownLatch(1);

  @SuppressWarnings("NullAway.Init")
  private TestApiServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestApiServer();
    HttpResponse<String> created =
        server.send(server.as(ADMIN, WIDGETS).POST(BodyPublishers.ofString(BODY)));
    assertThat(created.statusCode()).isEqualTo(201);
    stored = created.body();
  }

  @AfterEach
  void stop() throws Exception {
    writable.countDown();
    server.close();
  }

  private static void isTimeout(HttpResponse<String> reply) {
    assertThat(reply.statusCode()).isEqualTo(504);
    assertThat(reply.body()).contains("\"reason\":\"Timeout\"").contains("\"code\":504");
  }

  @ParameterizedTest
  @CsvSource({"POST,", "PUT,/w", "PATCH,/w", "DELETE,/w", "DELETE,"})
  void aWriteThatTakesLonger(String method, @Nullable String path) throws Exception {
    server.store().holdWrites(writable);
    String body =
        switch (method) {
          case "POST" -> BODY.replace("\"w\"", "\"other\"");
          case "PUT" -> stored.replace("\"size\":3", "\"size\":4");
          case "PATCH" -> "{\"spec\":{\"size\":5}}";
          default -> "";
        };
    isTimeout(
        server.send(
            server
                .as(ADMIN, WIDGETS + (path == null ? "" : path) + "?timeout=300ms")
                .header(
                    "Content-Type",
                    method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .method(method, BodyPublishers.ofString(body))));
  }

  @ParameterizedTest
  @CsvSource({"'?'", "'/w?'"})
  void aReadThatWaitsForTheFuture(String path) throws Exception {
    long started = System.nanoTime();
    isTimeout(server.get(ADMIN, WIDGETS + path + "resourceVersion=1000&timeout=300ms"));
    assertThat(System.nanoTime() - started).isLessThan(2_000_000_000L);
  }

  @Test
  void aWatchTakesNoNotice() throws Exception {
    HttpResponse<InputStream> watch =
        server
            .client()
            .send(
                server.as(ADMIN, WIDGETS + "?watch=true&timeout=1ms").build(),
                BodyHandlers.ofInputStream());
    try (InputStream frames = watch.body()) {
      assertThat(watch.statusCode()).isEqualTo(200);
      assertThat(frames.read()).isEqualTo('{');
    }
  }
}
