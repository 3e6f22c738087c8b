package dev.clusterregistry.apiserver.http;

import static dev.clusterregistry.apiserver.http.Http2Wire.DATA;
import static dev.clusterregistry.apiserver.http.Http2Wire.END_HEADERS;
import static dev.clusterregistry.apiserver.http.Http2Wire.END_STREAM;
import static dev.clusterregistry.apiserver.http.Http2Wire.GOAWAY;
import static dev.clusterregistry.apiserver.http.Http2Wire.HEADERS;
import static dev.clusterregistry.apiserver.http.Http2Wire.RST_STREAM;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.http.Http2Wire.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HTTP/2 as frames: requests that would mean something else to a proxy, or as HTTP/1, than they
 * mean here never reach a handler (RFC 9113, 8.1.1 and 8.2).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Http2HygieneTest {
  private static final int PROTOCOL_ERROR = 1;

  private final LinkedBlockingQueue<String> handled = new LinkedBlockingQueue<>();

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @BeforeAll
  void start() {
    server =
        TestServer.start(
            request -> {
              handled.add(request.method() + " " + request.path() + "?" + request.query());
              String body = new String(request.body(), ISO_8859_1);
              return TestServer.text(request.headers().get("host") + " " + body);
            });
  }

  @BeforeEach
  void forget() {
    handled.clear();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /**
   * @param fields such as {@code :method=GET|x=y}; a bar ends a field, an equals sign its name, and
   *     {@code \r}, {@code \n}, {@code \0}, {@code \t} and {@code \s} are what they are elsewhere
   */
  private static byte[] block(String fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String field : fields.split("\\|", -1)) {
      int equals = field.indexOf('=');
      out.write(0x10); // a literal that is never indexed, without Huffman coding
      text(out, field.substring(0, equals));
      text(out, field.substring(equals + 1));
    }
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String escaped) {
    byte[] bytes =
        escaped
            .replace("\\r", "\r")
            .replace("\\n", "\n")
            .replace("\\0", "\0")
            .replace("\\t", "\t")
            .replace("\\s", " ")
            .getBytes(ISO_8859_1);
    assertThat(bytes.length).isLessThan(127);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }

  private static String get(String more) {
    return ":method=GET|:scheme=https|:path=/|:authority=a" + more;
  }

  private static String post(String more) {
    return ":method=POST|:scheme=https|:path=/|:authority=a" + more;
  }

  /** All frames about a stream, to its end or the connection's. */
  private static List<Frame> answer(Http2Wire wire, int stream) throws IOException {
    List<Frame> frames = new ArrayList<>();
    while (true) {
      Frame frame = wire.read();
      if (frame.stream() == stream || frame.type() == GOAWAY) {
        frames.add(frame);
      }
      boolean ends =
          frame.stream() == stream
              && (frame.type() == RST_STREAM || (frame.flags() & END_STREAM) != 0);
      if (ends || frame.type() == GOAWAY) {
        return frames;
      }
    }
  }

  private static void refused(List<Frame> answer) {
    Frame last = answer.getLast();
    assertThat(last.type()).isIn(RST_STREAM, GOAWAY);
    assertThat(last.number(last.type() == GOAWAY ? 4 : 0)).isEqualTo(PROTOCOL_ERROR);
  }

  @Test
  void aGoodRequestIsAnswered() throws IOException {
    try (Http2Wire wire = new Http2Wire(server)) {
      wire.send(
          HEADERS, END_HEADERS, 1, block(post("|content-length=3|te=trailers|host=A|x=u\\tv")));
      wire.send(DATA, END_STREAM, 1, "abc".getBytes(ISO_8859_1));
      Frame body = answer(wire, 1).getLast();
      assertThat(new String(body.payload(), ISO_8859_1)).isEqualTo("a abc");
      assertThat(handled).containsExactly("POST /?");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // what would be another request for an HTTP/1 server behind a proxy
        "|transfer-encoding=chunked",
        "|connection=keep-alive",
        "|connection=x-remote-user",
        "|keep-alive=timeout\\s5",
        "|proxy-connection=close",
        "|upgrade=websocket",
        "|te=gzip",
        "|x=a\\r\\nx-remote-user:\\sadmin",
        "|x=a\\nx-remote-user:\\sadmin",
        "|x=a\\rb",
        "|x=a\\0b",
        "|x=\\sa",
        "|x=a\\r\\n\\r\\nGET\\s/\\sHTTP/1.1",
        "|x\\r\\ny=a",
        "|x\\sy=a",
        "|x:y=a",
        "|X-Remote-User=admin",
        "|x-Remote-user=admin",
        "|=nothing",
        // who is meant
        "|host=b",
        "|host=a|host=b",
        "|:authority=b",
        // pseudo headers twice, late, unknown, of a response
        "|:path=/other",
        "|:method=DELETE",
        "|:scheme=http",
        "|x=y|:path=/other",
        "|:status=200",
        "|:protocol=websocket",
        "|:unknown=x",
        // how long it is
        "|content-length=1",
        "|content-length=-1",
        "|content-length=%2B0",
        "|content-length=0|content-length=1",
        "|content-length=0,1",
        "|content-length=0x0",
        "|content-length=99999999999999999999",
      })
  void aRequestWithFieldsThatMeanTwoThingsIsRefused(String more) throws IOException {
    try (Http2Wire wire = new Http2Wire(server)) {
      String fields = get(more.replace("%2B", "+"));
      wire.send(HEADERS, END_HEADERS | END_STREAM, 1, block(fields));
      refused(answer(wire, 1));
      assertThat(handled).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":scheme=https|:path=/|:authority=a",
        ":method=GET|:path=/|:authority=a",
        ":method=GET|:scheme=https|:authority=a",
        ":method=GET|:scheme=https|:path=|:authority=a",
        ":method=GET|:scheme=https|:path=a|:authority=a",
        ":method=GET|:scheme=https|:path=*|:authority=a",
        ":method=GET|:scheme=https|:path=https://b/|:authority=a",
        ":method=GET|:scheme=https|:path=/\\sHTTP/1.1|:authority=a",
        ":method=GET|:scheme=https|:path=/\\r\\nx:\\sy|:authority=a",
        ":method=GET|:scheme=https|:path=/\\0|:authority=a",
        ":method=GET\\s/\\sHTTP/1.1|:scheme=https|:path=/|:authority=a",
        ":method=GET\\r\\n|:scheme=https|:path=/|:authority=a",
        ":method=|:scheme=https|:path=/|:authority=a",
        ":method=CONNECT|:authority=a",
        ":method=GET|:scheme=https|:path=/|:authority=a\\r\\nx:\\sy",
        ":method=GET|:scheme=https|:path=/|:authority=a\\sb",
        ":method=GET|:scheme=https\\r\\n|:path=/|:authority=a",
        "x=y|:method=GET|:scheme=https|:path=/|:authority=a",
      })
  void aRequestWhosePseudoHeadersAreNotWhatTheyMustBeIsRefused(String fields) throws IOException {
    try (Http2Wire wire = new Http2Wire(server)) {
      wire.send(HEADERS, END_HEADERS | END_STREAM, 1, block(fields));
      refused(answer(wire, 1));
      assertThat(handled).isEmpty();
    }
  }

  @Test
  void aBodyOfAnotherLengthThanAnnouncedIsRefused() throws IOException {
    for (String body : List.of("", "ab", "abcd", "abcGET / HTTP/1.1\r\nHost: a\r\n\r\n")) {
      try (Http2Wire wire = new Http2Wire(server)) {
        wire.send(HEADERS, END_HEADERS, 1, block(post("|content-length=3")));
        wire.send(DATA, END_STREAM, 1, body.getBytes(ISO_8859_1));
        refused(answer(wire, 1));
        assertThat(handled).as(body).isEmpty();
      }
    }
  }

  @Test
  void trailersCannotChangeARequest() throws IOException {
    try (Http2Wire wire = new Http2Wire(server)) {
      wire.send(HEADERS, END_HEADERS, 1, block(post("")));
      wire.send(HEADERS, END_HEADERS | END_STREAM, 1, block(":path=/other|x=y"));
      refused(answer(wire, 1));
      assertThat(handled).isEmpty();
    }
    try (Http2Wire wire = new Http2Wire(server)) {
      wire.send(HEADERS, END_HEADERS, 1, block(post("")));
      wire.send(HEADERS, END_HEADERS | END_STREAM, 1, block("host=b|x-remote-user=admin"));
      Frame body = answer(wire, 1).getLast();
      assertThat(new String(body.payload(), ISO_8859_1)).isEqualTo("a ");
      assertThat(handled).containsExactly("POST /?");
    }
  }

  @Test
  void aConnectionGoesOnAfterARequestThatIsRefused() throws IOException {
    try (Http2Wire wire = new Http2Wire(server)) {
      wire.send(HEADERS, END_HEADERS | END_STREAM, 1, block(get("|x=a\\r\\nb:\\sc")));
      refused(answer(wire, 1));
      wire.send(HEADERS, END_HEADERS | END_STREAM, 3, block(get("|x=a")));
      assertThat(answer(wire, 3).getLast().type()).isEqualTo(DATA);
      assertThat(handled).containsExactly("GET /?");
    }
  }
}
