package dev.clusterregistry.apiserver;

import static dev.clusterregistry.apiserver.TestApiServer.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class ShutdownTest {

  @Test
  void readyzFailsWhileEverythingElseIsStillServed() throws Exception {
    try (TestApiServer server =
        new TestApiServer(
            options ->
                options.withLimits(options.limits().withShutdownDelay(Duration.ofSeconds(2))))) {
      assertThat(server.get(ADMIN, "/readyz").statusCode()).isEqualTo(200);
      CompletableFuture<Boolean> stopped =
          CompletableFuture.supplyAsync(() -> server.server().shutdown(Duration.ofSeconds(10)));
      Awaitility.await().until(() -> !server.server().ready());
      HttpResponse<String> notReady = server.get(ADMIN, "/readyz");
      assertThat(notReady.statusCode()).isEqualTo(500);
      assertThat(notReady.body())
          .contains("[-]shutdown failed: reason withheld\n")
          .endsWith("readyz check failed\n");
      assertThat(server.get(ADMIN, "/readyz/shutdown").body())
          .isEqualTo("internal server error: process is shutting down\n");
      assertThat(server.get(ADMIN, "/livez").body()).isEqualTo("ok");
      assertThat(server.get(ADMIN, "/apis/example.com/v1/widgets").statusCode()).isEqualTo(200);
      assertThat(stopped.get()).isTrue();
    }
  }

  @Test
  void watchesEndCleanly() throws Exception {
    try (TestApiServer server = new TestApiServer()) {
      HttpResponse<InputStream> watch =
          server
              .client()
              .send(
                  server.as(ADMIN, "/apis/example.com/v1/widgets?watch=true").build(),
                  HttpResponse.BodyHandlers.ofInputStream());
      CompletableFuture<Boolean> stopped =
          CompletableFuture.supplyAsync(() -> server.server().shutdown(Duration.ofSeconds(10)));
      assertThat(watch.body().readAllBytes()).isEmpty();
      assertThat(stopped.get()).isTrue();
    }
  }
}
