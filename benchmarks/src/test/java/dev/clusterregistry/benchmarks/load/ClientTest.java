package dev.clusterregistry.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClientTest {
  private final AtomicInteger requests = new AtomicInteger();

  private Reply answer(ApiRequest request) {
    requests.incrementAndGet();
    String text =
        request.method()
            + " "
            + request.path()
            + " "
            + request.headers().get("authorization")
            + " "
            + request.body().length;
    int status =
        switch (request.path()) {
          case "/created" -> 201;
          case "/conflict" -> 409;
          case "/missing" -> 404;
          default -> 200;
        };
    byte[] body = request.path().equals("/large") ? new byte[9 << 20] : bytes(text);
    return new Reply.Full(status, Headers.of("Content-Type", "text/plain"), body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void everyRequestIsSentAndCountedOnce() throws Exception {
    try (TinyServer server = new TinyServer(this::answer);
        Client client = server.connect(3)) {
      Request request = Request.get("/a");
      Outcome outcome =
          new ClosedLoop(client, 16).run(ClosedLoop.numbered(5_000, number -> request));
      assertThat(outcome.count()).isEqualTo(5_000);
      assertThat(outcome.failures()).isZero();
      assertThat(requests).hasValue(5_000);
    }
  }

  @Test
  void theHeadersThatAllRequestsShareArriveWithEachOfThem() throws Exception {
    try (TinyServer server = new TinyServer(this::answer);
        Client client = server.connect(1)) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.call(Request.get("/a/" + i)).text())
            .isEqualTo("GET /a/" + i + " Bearer token 0");
      }
      assertThat(client.call(Request.delete("/a")).text()).isEqualTo("DELETE /a Bearer token 0");
    }
  }

  @Test
  void aBodyOfManyFramesArrivesWhole() throws Exception {
    try (TinyServer server = new TinyServer(this::answer);
        Client client = server.connect(1)) {
      Request request = Request.of("POST", "/created", "text/plain", "x".repeat(100_000));
      Client.Answer answer = client.call(request);
      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.text()).isEqualTo("POST /created Bearer token 100000");
    }
  }

  @Test
  void anAnswerThatIsLargerThanTheWindowArrivesWhole() throws Exception {
    try (TinyServer server = new TinyServer(this::answer);
        Client client = server.connect(1)) {
      assertThat(client.call(Request.get("/large")).body()).hasSize(9 << 20);
    }
  }

  @Test
  void statusesAreReadWhetherOrNotTheCompressionTableHasThem() throws Exception {
    try (TinyServer server = new TinyServer(this::answer);
        Client client = server.connect(1)) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.call(Request.get("/conflict")).status()).isEqualTo(409);
        assertThat(client.call(Request.get("/missing")).status()).isEqualTo(404);
        assertThat(client.call(Request.get("/created")).status()).isEqualTo(201);
        assertThat(client.call(Request.get("/a")).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void aFailureIsCountedAndItsTextKept() throws Exception {
    try (TinyServer server = new TinyServer(this::answer);
        Client client = server.connect(1)) {
      Request request = Request.get("/missing");
      Outcome outcome = new ClosedLoop(client, 2).run(ClosedLoop.numbered(10, number -> request));
      assertThat(outcome.failures()).isEqualTo(10);
      assertThat(outcome.firstFailure()).isEqualTo("404 GET /missing Bearer token 0");
    }
  }

  @Test
  void aPacerKeepsItsRateAndWaitsForTheAnswers() throws Exception {
    try (TinyServer server = new TinyServer(this::answer);
        Client client = server.connect(1)) {
      Request request = Request.get("/a");
      Pacer.Paced paced = new Pacer(client, 1_000).run(200, number -> request, 500_000_000L);
      assertThat(paced.sent()).isBetween(1, (int) (paced.seconds() * 200) + 1);
      assertThat(paced.failed()).isZero();
      assertThat(requests).hasValue(paced.sent());
    }
  }
}
