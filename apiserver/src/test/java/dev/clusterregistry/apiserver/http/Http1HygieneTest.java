package dev.clusterregistry.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1 as bytes: what is accepted, what is refused, and when connections end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Http1HygieneTest {
  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.start(Http1HygieneTest::answer);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static Reply answer(ApiRequest request) {
    if (request.path().equals("/bye")) {
      Reply.Full reply = TestServer.text("bye");
      reply.headers().add("Connection", "close");
      return reply;
    }
    if (request.path().equals("/later")) {
      request.blocking();
    }
    String body = new String(request.body(), StandardCharsets.UTF_8);
    return TestServer.text("<" + request.method() + request.path() + body + ">");
  }

  private String talk(String text) throws IOException {
    try (RawClient client = new RawClient(server)) {
      return client.say(text).rest();
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws IOException {
    String answers =
        talk(
            "GET /later HTTP/1.1\r\nHost: a\r\n\r\n"
                + "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
                + "GET /3 HTTP/1.1\r\nHost: a\r\n\r\n".repeat(50)
                + "GET /bye HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(answers.indexOf("<GET/later>")).isPositive().isLessThan(answers.indexOf("<POST/2"));
    assertThat(answers).contains("<POST/2abc>").containsSubsequence("<GET/3>", "bye");
    assertThat(answers.split("<GET/3>", -1)).hasSize(51);
  }

  @Test
  void aConnectionWithoutKeepAliveIsClosed() throws IOException {
    assertThat(talk("GET / HTTP/1.0\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("Connection: close\r\n")
        .endsWith("\r\n\r\n<GET/>");
    assertThat(talk("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .contains("Connection: close\r\n");
  }

  @Test
  void http10CanKeepTheConnection() throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.say("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      assertThat(client.until("<GET/1>")).contains("Connection: keep-alive\r\n");
      client.say("GET /2 HTTP/1.0\r\n\r\n");
      assertThat(client.rest()).endsWith("<GET/2>");
    }
  }

  @Test
  void theClientIsToldToContinue() throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.say("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      assertThat(client.until("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      client.say("hi");
      client.until("<POST/hi>");
    }
  }

  @Test
  void aBodyThatIsAnnouncedTooLargeIsNotAskedFor() throws IOException {
    assertThat(
            talk(
                "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
                    + "Content-Length: 99999999\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("Connection: close\r\n");
  }

  @Test
  void otherExpectationsFail() throws IOException {
    assertThat(talk("GET / HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\n\r\n"))
        .startsWith("HTTP/1.1 417 Expectation Failed\r\n");
  }

  @Test
  void chunkedBodiesAreRead() throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.say(
          "PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: t\r\n\r\n");
      client.until("<PUT/abcde>");
    }
  }

  @Test
  void theAbsoluteFormIsUnderstood() throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.say("GET https://else.where/p/q HTTP/1.1\r\nHost: a\r\n\r\n");
      client.until("<GET/p/q>");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nBroken header\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nSpace : x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -3\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: three\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
      })
  void malformedRequestsAreRefused(String text) throws IOException {
    assertThat(talk(text)).startsWith("HTTP/1.1 400 Bad Request").contains("400 Bad Request");
  }

  @Test
  void otherTransferEncodingsAreRefused() throws IOException {
    for (String encoding : List.of("gzip", "gzip, chunked", "chunked, identity", "xchunked")) {
      assertThat(talk("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: " + encoding + "\r\n\r\n"))
          .startsWith("HTTP/1.1 ")
          .containsAnyOf("HTTP/1.1 501 Not Implemented", "HTTP/1.1 400 Bad Request");
    }
  }

  @Test
  void otherVersionsAreRefused() throws IOException {
    assertThat(talk("GET / HTTP/3.0\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 505 HTTP Version Not Supported\r\n");
  }

  @Test
  void tooMuchHeaderIsRefused() throws IOException {
    assertThat(talk("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(1_100_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n");
    assertThat(talk("GET /" + "x".repeat(1_100_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
        .startsWith("HTTP/1.1 414 ");
  }

  @Test
  void aClientThatForgotTlsIsTold() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .isEqualTo(
              "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n");
    }
  }

  @Test
  void silentAndIdleConnectionsAreClosed() throws IOException {
    Duration shortly = Duration.ofMillis(200);
    try (TestServer impatient =
        TestServer.start(
            Http1HygieneTest::answer, o -> o.withConnectionTimeouts(shortly, shortly))) {
      try (Socket socket =
          new Socket(InetAddress.getLoopbackAddress(), impatient.server().port())) {
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
      try (RawClient client = new RawClient(impatient)) {
        assertThat(client.rest()).isEmpty();
      }
      try (RawClient client = new RawClient(impatient)) {
        assertThat(client.say("GET / HTTP/1.1\r\nHo").rest()).isEmpty();
      }
      try (RawClient client = new RawClient(impatient)) {
        assertThat(client.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n").rest()).endsWith("<GET/>");
      }
    }
  }

  @Test
  void anHttp10StreamEndsWithTheConnection() throws Exception {
    LinkedBlockingQueue<String> calls = new LinkedBlockingQueue<>();
    RecordingSource source = new RecordingSource(calls);
    try (TestServer streaming = TestServer.start(request -> source.reply());
        RawClient client = new RawClient(streaming)) {
      client.say("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      StreamChannel channel = source.channel();
      channel
          .loop()
          .execute(
              () -> {
                channel.append("abc".getBytes(StandardCharsets.US_ASCII), 0, 3);
                channel.end();
              });
      String all = client.rest();
      assertThat(all).doesNotContain("chunked").endsWith("\r\n\r\nabc");
    }
  }
}
