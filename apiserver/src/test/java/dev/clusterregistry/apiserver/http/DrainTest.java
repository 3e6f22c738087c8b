package dev.clusterregistry.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a server stops. */
class DrainTest {
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch proceed = new CountDownLatch(1);

  private Reply slowly(ApiRequest request) {
    request.blocking();
    arrived.countDown();
    try {
      proceed.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return TestServer.text("done");
  }

  @ParameterizedTest
  @EnumSource
  void requestsInProgressAreAnswered(Version version) throws Exception {
    try (TestServer server = TestServer.start(this::slowly);
        HttpClient client = TestServer.client(version)) {
      CompletableFuture<HttpResponse<String>> response =
          client.sendAsync(server.request("/").build(), BodyHandlers.ofString());
      arrived.await();
      assertThat(server.server().drain(Duration.ofMillis(50))).isFalse();
      proceed.countDown();
      assertThat(response.get().body()).isEqualTo("done");
      assertThat(server.server().drain(Duration.ofSeconds(10))).isTrue();
    }
  }

  @Test
  void noNewConnectionIsAccepted() throws Exception {
    try (TestServer server = TestServer.start(request -> TestServer.text("ok"));
        HttpClient client = TestServer.client(Version.HTTP_1_1)) {
      assertThat(server.server().drain(Duration.ofSeconds(10))).isTrue();
      assertThatThrownBy(() -> client.send(server.request("/").build(), BodyHandlers.ofString()))
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void idleConnectionsAreClosedAndBusyOnesAfterTheirReply() throws Exception {
    try (TestServer server = TestServer.start(this::slowly);
        RawClient idle = new RawClient(server);
        RawClient busy = new RawClient(server)) {
      busy.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      arrived.await();
      server.server().drain(Duration.ZERO);
      assertThat(idle.rest()).isEmpty();
      proceed.countDown();
      assertThat(busy.rest()).contains("Connection: close\r\n").endsWith("done");
    }
  }

  @ParameterizedTest
  @EnumSource
  void streamsAreEndedByTheirOwners(Version version) throws Exception {
    LinkedBlockingQueue<String> calls = new LinkedBlockingQueue<>();
    RecordingSource source = new RecordingSource(calls);
    try (TestServer server = TestServer.start(request -> source.reply());
        HttpClient client = TestServer.client(version)) {
      CompletableFuture<HttpResponse<String>> response =
          client.sendAsync(server.request("/").build(), BodyHandlers.ofString());
      StreamChannel channel = source.channel();
      assertThat(server.server().drain(Duration.ofMillis(50))).isFalse();
      assertThat(calls.take()).isEqualTo("opened");
      assertThat(calls).isEmpty();
      channel.loop().execute(channel::end);
      assertThat(response.get().statusCode()).isEqualTo(200);
      assertThat(calls.take()).isEqualTo("closed");
      assertThat(server.server().drain(Duration.ofSeconds(10))).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void closingCutsWhatIsStillOpen(Version version) throws Exception {
    LinkedBlockingQueue<String> calls = new LinkedBlockingQueue<>();
    RecordingSource source = new RecordingSource(calls);
    try (HttpClient client = TestServer.client(version)) {
      CompletableFuture<HttpResponse<String>> response;
      try (TestServer server = TestServer.start(request -> source.reply())) {
        response = client.sendAsync(server.request("/").build(), BodyHandlers.ofString());
        source.channel();
      }
      assertThatThrownBy(response::get).hasCauseInstanceOf(IOException.class);
      assertThat(calls).containsExactly("opened", "closed");
    }
  }

  @Test
  void aTakenPortIsOneClearLine() {
    try (TestServer server = TestServer.start(request -> TestServer.text("ok"))) {
      HttpServer second =
          new HttpServer(
              HttpOptions.of(server.server().address(), TestTls.options()),
              request -> TestServer.text("ok"));
      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on")
          .hasMessageContaining("Address already in use");
      second.close();
    }
  }
}
