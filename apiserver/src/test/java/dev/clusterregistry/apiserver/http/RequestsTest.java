package dev.clusterregistry.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every protocol and TLS implementation must do alike. */
@ParameterizedClass(name = "{0} {1}")
@MethodSource("transports")
class RequestsTest {
  private final Version version;
  private final TlsOptions tls;
  private final List<AutoCloseable> open = new ArrayList<>();

  RequestsTest(Version version, TlsOptions.Engine engine) {
    this.version = version;
    this.tls = TestTls.options().withEngine(engine);
  }

  static Stream<Arguments> transports() {
    return Stream.of(Version.HTTP_1_1, Version.HTTP_2)
        .flatMap(
            version ->
                Stream.of(TlsOptions.Engine.values()).map(engine -> Arguments.of(version, engine)));
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private TestServer serve(Handler handler) {
    TestServer server = TestServer.start(handler, tls, options -> options);
    open.add(server);
    return server;
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpClient client = TestServer.client(version);
    open.add(client);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void pathAndQueryArriveAsTheyWereSent() throws Exception {
    TestServer server = serve(request -> TestServer.text(request.path() + " " + request.query()));
    HttpResponse<String> response = send(server.request("/a%2Fb/c%20d?x=%2C&y"));
    assertThat(response.body()).isEqualTo("/a%2Fb/c%20d x=%2C&y");
    assertThat(response.version()).isEqualTo(version);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain");
    assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(20);
    assertThat(response.headers().firstValue("Date")).isPresent();
  }

  @Test
  void bodiesArriveWhole() throws Exception {
    TestServer server =
        serve(request -> TestServer.text(request.mayBlock() + " " + request.body().length));
    byte[] body = new byte[3 * 1024 * 1024];
    assertThat(send(server.request("/").POST(BodyPublishers.ofByteArray(body))).body())
        .isEqualTo("true 3145728");
  }

  @Test
  void bodiesWithoutAnAnnouncedLengthArriveWhole() throws Exception {
    TestServer server =
        serve(request -> TestServer.text(new String(request.body(), StandardCharsets.UTF_8)));
    List<byte[]> parts =
        List.of("one ".getBytes(StandardCharsets.UTF_8), "two".getBytes(StandardCharsets.UTF_8));
    assertThat(send(server.request("/").PUT(BodyPublishers.ofByteArrays(parts))).body())
        .isEqualTo("one two");
  }

  @Test
  void aBodyOverTheLimitIsDroppedAndAnnounced() throws Exception {
    TestServer server =
        serve(
            request -> TestServer.text(413, request.bodyTooLarge() + " " + request.body().length));
    byte[] body = new byte[3 * 1024 * 1024 + 1];
    HttpResponse<String> response =
        send(server.request("/").POST(BodyPublishers.ofByteArray(body)));
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).isEqualTo("true 0");
  }

  @Test
  void headAnswersWithoutABody() throws Exception {
    TestServer server = serve(request -> TestServer.text("five!"));
    HttpResponse<String> response = send(server.request("/").HEAD());
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(5);
  }

  @Test
  void headOnAStreamEndsAfterTheHeaders() throws Exception {
    BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    TestServer server = serve(request -> RecordingSource.reply(calls));
    assertThat(send(server.request("/").HEAD()).statusCode()).isEqualTo(200);
    assertThat(calls.take()).isEqualTo("closed");
    assertThat(calls).isEmpty();
  }

  @Test
  void aMegabyteOfHeadersIsAlmostAllowed() throws Exception {
    TestServer server =
        serve(
            request -> {
              String token = request.headers().get("authorization");
              return TestServer.text(token == null ? "none" : "" + token.length());
            });
    HttpRequest.Builder request = server.request("/").header("Authorization", "t".repeat(200_000));
    assertThat(send(request).body()).isEqualTo("200000");
  }

  @Test
  void longTargetsAreAllowed() throws Exception {
    TestServer server = serve(request -> TestServer.text("" + request.query().length()));
    assertThat(send(server.request("/?" + "q".repeat(60_000))).body()).isEqualTo("60000");
  }

  @Test
  void valuesThatAreNotAsciiTravelAsUtf8() throws Exception {
    TestServer server =
        serve(
            request -> {
              Headers headers = Headers.of("Warning", "299 - \"größer\n✓\"");
              return new Reply.Full(200, headers, new byte[0]);
            });
    String warning = send(server.request("/")).headers().firstValue("Warning").orElseThrow();
    String decoded =
        new String(warning.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    assertThat(List.of(warning, decoded)).contains("299 - \"größer ✓\"");
  }

  @Test
  void whatWouldBlockRunsOnceMoreOnAVirtualThread() throws Exception {
    BlockingQueue<Boolean> tries = new LinkedBlockingQueue<>();
    TestServer server =
        serve(
            request -> {
              tries.add(request.mayBlock());
              request.blocking();
              return TestServer.text("" + Thread.currentThread().isVirtual());
            });
    assertThat(send(server.request("/")).body()).isEqualTo("true");
    assertThat(tries).containsExactly(false, true);
  }

  @Test
  void aFailureOfTheHandlerIsAPanic() throws Exception {
    TestServer server =
        serve(
            request -> {
              if (request.query().equals("later")) {
                request.blocking();
              }
              throw new IllegalStateException("a bug, thrown by a test");
            });
    for (String path : List.of("/", "/?later")) {
      HttpResponse<String> response = send(server.request(path));
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body())
          .isEqualTo("This request caused apiserver to panic. Look in the logs for details.\n");
    }
  }

  @Test
  void aRequestThatTakesTooLongGetsTheTimeoutReply() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    Handler handler =
        request -> {
          request.blocking();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return TestServer.text("too late");
        };
    TestServer server =
        TestServer.start(
            handler,
            tls,
            options ->
                options.withRequestTimeout(
                    Duration.ofMillis(100), () -> TestServer.text(504, "Timeout")));
    open.add(server);
    HttpResponse<String> response = send(server.request("/"));
    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(response.body()).isEqualTo("Timeout");
    interrupted.await();
  }

  @Test
  void requestsOfOneConnectionDoNotWaitForEachOther() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    TestServer server =
        serve(
            request -> {
              if (request.path().equals("/slow")) {
                request.blocking();
                awaitUninterruptibly(slow);
              }
              return TestServer.text(request.path());
            });
    try (HttpClient client = TestServer.client(version)) {
      assertThat(client.send(server.request("/").build(), BodyHandlers.ofString()).body())
          .isEqualTo("/");
      CompletableFuture<HttpResponse<String>> waiting =
          client.sendAsync(server.request("/slow").build(), BodyHandlers.ofString());
      assertThat(client.send(server.request("/fast").build(), BodyHandlers.ofString()).body())
          .isEqualTo("/fast");
      slow.countDown();
      assertThat(waiting.get().body()).isEqualTo("/slow");
    }
  }

  @Test
  void clientCertificatesAreHandedOnUnverified() throws Exception {
    TestServer server =
        serve(
            request ->
                TestServer.text(
                    request.clientCertificates().isEmpty()
                        ? "nobody"
                        : request
                            .clientCertificates()
                            .getFirst()
                            .getSubjectX500Principal()
                            .getName()));
    assertThat(send(server.request("/")).body()).isEqualTo("nobody");
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(version)
            .sslContext(TestTls.clientWithCertificate())
            .build()) {
      assertThat(client.send(server.request("/").build(), BodyHandlers.ofString()).body())
          .isEqualTo("CN=admin,O=system:masters");
    }
  }

  @Test
  void aReloadedCertificateServesNewConnections() throws Exception {
    TestServer server = serve(request -> TestServer.text("ok"));
    HttpResponse<String> before = send(server.request("/"));
    server
        .server()
        .reload(
            new TlsOptions(
                TestTls.file("rsa.crt"), TestTls.file("rsa.pkcs1.key"), List.of(), tls.engine()));
    HttpResponse<String> after = send(server.request("/"));
    assertThat(subject(before)).isEqualTo("CN=server");
    assertThat(subject(after)).isEqualTo("CN=rsa");
  }

  private static String subject(HttpResponse<?> response) throws Exception {
    return ((java.security.cert.X509Certificate)
            response.sslSession().orElseThrow().getPeerCertificates()[0])
        .getSubjectX500Principal()
        .getName();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
