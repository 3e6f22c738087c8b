package dev.clusterregistry.apiserver.http;

import static dev.clusterregistry.apiserver.http.Http2Wire.DATA;
import static dev.clusterregistry.apiserver.http.Http2Wire.RST_STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All bodies together stay within their budget, whoever sends them. */
class BodyBudgetTest {
  private static final int BUDGET = 100_000;

  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch proceed = new CountDownLatch(1);

  private Reply hold(ApiRequest request) {
    if (request.path().equals("/held")) {
      arrived.countDown();
      try {
        proceed.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return TestServer.text("took " + request.body().length);
  }

  private TestServer serve() {
    return TestServer.start(
        this::hold, options -> options.withLimits(options.limits().withAllBodies(BUDGET)));
  }

  @ParameterizedTest
  @EnumSource
  void whatWouldPassItIsToldToComeBackAndGetsThroughLater(Version version) throws Exception {
    try (TestServer server = serve();
        HttpClient client = TestServer.client(version)) {
      CompletableFuture<HttpResponse<String>> held =
          client.sendAsync(
              server.request("/held").POST(BodyPublishers.ofByteArray(new byte[70_000])).build(),
              BodyHandlers.ofString());
      arrived.await();

      HttpResponse<String> refused = post(client, server, 40_000);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).isEqualTo("Too many requests, please try again later.\n");
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(refused.headers().firstValue("Content-Type"))
          .contains("text/plain; charset=utf-8");
      assertThat(post(client, server, 2_000).body()).isEqualTo("took 2000");

      proceed.countDown();
      assertThat(held.get().body()).isEqualTo("took 70000");
      assertThat(post(client, server, 90_000).body()).isEqualTo("took 90000");
    }
  }

  @Test
  void aBodyThatIsNeverFinishedIsRefusedWhenItPassesTheBudget() throws Exception {
    try (TestServer server = serve();
        Http2Wire first = new Http2Wire(server);
        Http2Wire second = new Http2Wire(server);
        HttpClient client = TestServer.client(Version.HTTP_2)) {
      first.post(1);
      second.post(1);
      for (int i = 0; i < 4; i++) {
        first.send(DATA, 0, 1, new byte[16_000]);
      }
      first.get(3).next(frame -> frame.stream() == 3 && frame.type() == DATA);
      for (int i = 0; i < 4; i++) {
        second.send(DATA, 0, 1, new byte[16_000]);
      }
      String answer = new String(second.next(DATA).payload(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("Too many requests");
      assertThat(second.next(RST_STREAM).number(0)).isZero();

      first.send(RST_STREAM, 0, 1, new byte[] {0, 0, 0, 8});
      first.get(5).next(frame -> frame.stream() == 5 && frame.type() == DATA);
      assertThat(post(client, server, 90_000).body()).isEqualTo("took 90000");
    }
  }

  private static HttpResponse<String> post(HttpClient client, TestServer server, int bytes)
      throws Exception {
    return client.send(
        server.request("/").POST(BodyPublishers.ofByteArray(new byte[bytes])).build(),
        BodyHandlers.ofString());
  }
}
