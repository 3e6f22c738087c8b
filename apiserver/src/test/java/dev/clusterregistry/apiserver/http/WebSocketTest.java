package dev.clusterregistry.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Watches over WebSocket, as fabric8 and browsers open them. */
class WebSocketTest {
  private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
  private final RecordingSource source = new RecordingSource(calls);
  private final TestServer server =
      TestServer.start(
          request ->
              request.path().equals("/forbidden") ? TestServer.text(403, "no") : source.reply());
  private final HttpClient client = TestServer.client(HttpClient.Version.HTTP_1_1);

  @AfterEach
  void stop() {
    client.shutdownNow();
    server.close();
  }

  private static final class Messages implements WebSocket.Listener {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        seen.add(partial.toString());
        partial.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
      seen.add("pong " + StandardCharsets.UTF_8.decode(message));
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      seen.add("close " + code);
      return null;
    }
  }

  private URI uri(String path) {
    return URI.create("wss://localhost:" + server.server().port() + path);
  }

  private WebSocket open(Messages messages) {
    return client.newWebSocketBuilder().buildAsync(uri("/"), messages).join();
  }

  @Test
  void eachFrameIsOneMessageAndTheEndIsANormalClosure() throws Exception {
    Messages messages = new Messages();
    open(messages);
    StreamChannel channel = source.channel();
    String large = "x".repeat(70_000);
    channel
        .loop()
        .execute(
            () -> {
              FrameBatch batch =
                  new FrameBatch(
                      List.of(bytes("{\"a\":1}\n"), bytes("y".repeat(300)), bytes(large)));
              channel.write(batch);
              batch.release();
              channel.end();
            });
    assertThat(messages.seen.take()).isEqualTo("{\"a\":1}\n");
    assertThat(messages.seen.take()).isEqualTo("y".repeat(300));
    assertThat(messages.seen.take()).isEqualTo(large);
    assertThat(messages.seen.take()).isEqualTo("close 1000");
    assertThat(List.of(calls.take(), calls.take())).containsExactly("opened", "closed");
  }

  @Test
  void pingsAreAnsweredAndWhatTheClientSaysIsIgnored() throws Exception {
    Messages messages = new Messages();
    WebSocket socket = open(messages);
    socket.sendText("hello", true).join();
    socket.sendPing(ByteBuffer.wrap(bytes("p"))).join();
    assertThat(messages.seen.take()).isEqualTo("pong p");
  }

  @Test
  void aClosureByTheClientEndsTheStream() throws Exception {
    Messages messages = new Messages();
    open(messages).sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    assertThat(messages.seen.take()).isEqualTo("close 1000");
    assertThat(List.of(calls.take(), calls.take())).containsExactly("opened", "closed");
  }

  @Test
  void theTokensProtocolIsNotEchoedButTheOtherIs() {
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .subprotocols("base64url.bearer.authorization.k8s.io.dG9rZW4", "v4.k8s.io")
            .buildAsync(uri("/"), new Messages())
            .join();
    assertThat(socket.getSubprotocol()).isEqualTo("v4.k8s.io");
  }

  @Test
  void refusalsAndUnusableOffersAreAnsweredInPlainHttp() throws Exception {
    try (RawClient raw = new RawClient(server)) {
      String offer = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: a2V5\r\n";
      raw.say(
          "GET /forbidden HTTP/1.1\r\nHost: a\r\nSec-WebSocket-Version: 13\r\n" + offer + "\r\n");
      assertThat(raw.until("\r\n\r\nno")).startsWith("HTTP/1.1 403 Forbidden\r\n");
      raw.say("GET / HTTP/1.1\r\nHost: a\r\nSec-WebSocket-Version: 8\r\n" + offer + "\r\n");
      assertThat(raw.until("\r\n\r\n"))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("Transfer-Encoding: chunked\r\n");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
