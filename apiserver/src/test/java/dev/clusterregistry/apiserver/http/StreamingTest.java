package dev.clusterregistry.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streamed replies: lists and watches. */
class StreamingTest {

  /** Writes as much as the client takes, up to a number of bytes. */
  private static final class Flood implements StreamSource {
    private static final byte[] PIECE =
        "0123456789abcde\n".repeat(64).getBytes(StandardCharsets.US_ASCII);
    private final long total;
    private final AtomicInteger turns;
    private final CompletableFuture<Long> sent = new CompletableFuture<>();
    private long left;
    private @Nullable StreamChannel channel;

    Flood(long total, AtomicInteger turns) {
      this.total = total;
      this.left = total;
      this.turns = turns;
    }

    @Override
    public void opened(StreamChannel opened) {
      channel = opened;
      writable();
    }

    @Override
    public void writable() {
      StreamChannel channel = Objects.requireNonNull(this.channel);
      turns.incrementAndGet();
      while (left > 0 && channel.isWritable()) {
        channel.append(PIECE, 0, PIECE.length);
        left -= PIECE.length;
      }
      if (left == 0) {
        left = -1;
        channel.end();
      } else {
        channel.flush();
      }
    }

    @Override
    public void closed() {
      sent.complete(total - left);
    }
  }

  private record Watcher(Queue<StreamChannel> channels, AtomicInteger closings)
      implements StreamSource {
    @Override
    public void opened(StreamChannel channel) {
      channels.add(channel);
    }

    @Override
    public void writable() {}

    @Override
    public void closed() {
      closings.incrementAndGet();
    }
  }

  private static Reply.Streaming stream(StreamSource source) {
    return new Reply.Streaming(200, Headers.of("Content-Type", "application/json"), false, source);
  }

  @ParameterizedTest
  @EnumSource
  void aLargeBodyArrivesWholeInManyTurns(Version version) throws Exception {
    AtomicInteger turns = new AtomicInteger();
    long total = 20 * 1024 * 1024;
    try (TestServer server = TestServer.start(request -> stream(new Flood(total, turns)));
        HttpClient client = TestServer.client(version)) {
      byte[] body = client.send(server.request("/").build(), BodyHandlers.ofByteArray()).body();
      assertThat(body).hasSize((int) total);
      for (int i = 0; i < body.length; i += Flood.PIECE.length) {
        assertThat(body[i]).isEqualTo((byte) '0');
        assertThat(body[i + Flood.PIECE.length - 1]).isEqualTo((byte) '\n');
      }
      assertThat(turns.get()).isGreaterThan(40);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theHeadersComeBeforeTheFirstByteAndTheEndIsClean(Version version) throws Exception {
    BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    RecordingSource source = new RecordingSource(calls);
    try (TestServer server = TestServer.start(request -> source.reply());
        HttpClient client = TestServer.client(version)) {
      HttpResponse<InputStream> response =
          client.send(server.request("/").build(), BodyHandlers.ofInputStream());
      assertThat(response.statusCode()).isEqualTo(200);
      StreamChannel channel = source.channel();
      channel.loop().execute(() -> writeFrames(List.of(channel), "one\n", "two\n"));
      assertThat(response.body().readNBytes(8)).asString().isEqualTo("one\ntwo\n");
      channel
          .loop()
          .execute(
              () -> {
                channel.end();
                channel.end();
                channel.abort();
              });
      assertThat(response.body().read()).isEqualTo(-1);
      assertThat(calls.take()).isEqualTo("opened");
      assertThat(calls.take()).isEqualTo("closed");
    }
    assertThat(calls).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anAbortedStreamFailsForTheClient(Version version) throws Exception {
    BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    RecordingSource source = new RecordingSource(calls);
    try (TestServer server = TestServer.start(request -> source.reply());
        HttpClient client = TestServer.client(version)) {
      HttpResponse<InputStream> response =
          client.send(server.request("/").build(), BodyHandlers.ofInputStream());
      StreamChannel channel = source.channel();
      channel.loop().execute(channel::abort);
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> response.body().readAllBytes())
          .isInstanceOf(IOException.class);
      assertThat(calls.take()).isEqualTo("opened");
      assertThat(calls.take()).isEqualTo("closed");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatLeavesIsNoticedWithoutAWrite(Version version) throws Exception {
    BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    RecordingSource source = new RecordingSource(calls);
    try (TestServer server = TestServer.start(request -> source.reply())) {
      try (HttpClient client = TestServer.client(version)) {
        client.send(server.request("/").build(), BodyHandlers.ofInputStream()).body().close();
        assertThat(calls.take()).isEqualTo("opened");
        assertThat(calls.take()).isEqualTo("closed");
        client.shutdownNow();
      }
    }
  }

  @Test
  void aResetConnectionIsNoticedWithoutAWrite() throws Exception {
    BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    RecordingSource source = new RecordingSource(calls);
    try (TestServer server = TestServer.start(request -> source.reply());
        RawClient client = new RawClient(server)) {
      client.say("GET / HTTP/1.1\r\nHost: a\r\n\r\n").until("\r\n\r\n");
      client.vanish();
      assertThat(calls.take()).isEqualTo("opened");
      assertThat(calls.take()).isEqualTo("closed");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStalledReaderDoesNotHurtOthers(Version version) throws Exception {
    AtomicInteger turns = new AtomicInteger();
    Flood stalled = new Flood(1L << 40, turns);
    try (TestServer server =
            TestServer.start(
                request ->
                    request.path().equals("/stalled")
                        ? stream(stalled)
                        : request.path().equals("/list")
                            ? stream(new Flood(4 * 1024 * 1024, new AtomicInteger()))
                            : TestServer.text("ok"),
                options -> options.withLoops(1));
        HttpClient reader = TestServer.client(version);
        HttpClient other = TestServer.client(version)) {
      HttpResponse<InputStream> unread =
          reader.send(server.request("/stalled").build(), BodyHandlers.ofInputStream());
      for (HttpClient client : List.of(other, reader)) {
        for (int i = 0; i < 20; i++) {
          assertThat(client.send(server.request("/").build(), BodyHandlers.ofString()).body())
              .isEqualTo("ok");
          assertThat(
                  client.send(server.request("/list").build(), BodyHandlers.ofByteArray()).body())
              .hasSize(4 * 1024 * 1024);
        }
      }
      int before = turns.get();
      assertThat(stalled.left).isGreaterThan((1L << 40) - 64 * 1024 * 1024);
      unread.body().readNBytes(8 * 1024 * 1024);
      await().until(() -> turns.get() > before);
      unread.body().close();
      stalled.sent.get();
      reader.shutdownNow();
    }
  }

  @Test
  void aThousandWatchersGetEveryFrameInOrder() throws Exception {
    Queue<StreamChannel> channels = new ConcurrentLinkedQueue<>();
    AtomicInteger closed = new AtomicInteger();
    Handler handler =
        request ->
            request.path().equals("/connect")
                ? TestServer.text("connected")
                : stream(new Watcher(channels, closed));
    List<HttpClient> clients = new ArrayList<>();
    try (TestServer server = TestServer.start(handler)) {
      List<CompletableFuture<HttpResponse<String>>> watches = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        HttpClient client = TestServer.client(Version.HTTP_2);
        clients.add(client);
        client.send(server.request("/connect").build(), BodyHandlers.discarding());
        for (int j = 0; j < 100; j++) {
          watches.add(client.sendAsync(server.request("/").build(), BodyHandlers.ofString()));
        }
      }
      await().atMost(Duration.ofSeconds(40)).until(() -> channels.size() == 1000);
      StringBuilder expected = new StringBuilder();
      for (int event = 0; event < 50; event++) {
        String frame = "event " + event + "\n";
        expected.append(frame);
        for (Loop loop : server.server().loops()) {
          loop.execute(
              () ->
                  writeFrames(
                      channels.stream().filter(c -> c.loop().equals(loop)).toList(), frame));
        }
      }
      for (StreamChannel channel : channels) {
        channel.loop().execute(channel::end);
      }
      for (CompletableFuture<HttpResponse<String>> watch : watches) {
        assertThat(watch.get().body()).isEqualTo(expected.toString());
      }
      await().until(() -> closed.get() == 1000);
    } finally {
      clients.forEach(HttpClient::close);
    }
  }

  private static void writeFrames(List<StreamChannel> channels, String... frames) {
    List<byte[]> bytes = new ArrayList<>();
    for (String frame : frames) {
      bytes.add(frame.getBytes(StandardCharsets.UTF_8));
    }
    FrameBatch batch = new FrameBatch(bytes);
    for (StreamChannel channel : channels) {
      channel.write(batch);
    }
    batch.release();
  }
}
