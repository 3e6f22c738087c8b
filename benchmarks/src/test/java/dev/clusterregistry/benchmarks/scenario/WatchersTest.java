package dev.clusterregistry.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.FrameBatch;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.http.StreamChannel;
import dev.clusterregistry.apiserver.http.StreamSource;
import dev.clusterregistry.benchmarks.load.Credentials;
import dev.clusterregistry.benchmarks.load.TinyServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class WatchersTest {
  private static final int WATCHERS = 10;
  private static final int ROUNDS = 50;

  private final List<StreamChannel> open = new CopyOnWriteArrayList<>();

  private Reply watch(ApiRequest request) {
    return new Reply.Streaming(
        200,
        Headers.of("Content-Type", "application/json"),
        true,
        new StreamSource() {
          @Override
          public void opened(StreamChannel channel) {
            channel.flush();
            open.add(channel);
          }

          @Override
          public void writable() {}

          @Override
          public void closed() {}
        });
  }

  /** Two events in one batch, to each watcher. */
  private void send() {
    String event = "{\"" + Watchers.MARK + "\":\"" + Watchers.time() + "\"}\n";
    byte[] frame = event.getBytes(StandardCharsets.US_ASCII);
    for (StreamChannel channel : open) {
      channel
          .loop()
          .execute(
              () -> {
                FrameBatch batch = new FrameBatch(List.of(frame, frame));
                channel.write(batch);
                batch.release();
              });
    }
  }

  @Test
  void eventsAreCountedByTheirBytesAndTimedByTheirMark() throws Exception {
    try (TinyServer server = new TinyServer(this::watch)) {
      Bench bench = bench(server);
      try (Watchers watchers =
          new Watchers(bench, 2, WATCHERS, 5, number -> bench.target().list("watch=true"))) {
        watchers.measure();
        double all = 2.0 * ROUNDS * WATCHERS;
        for (int i = 0; i < ROUNDS; i++) {
          send();
        }
        long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (watchers.events() < all && System.nanoTime() < patience) {
          Thread.onSpinWait();
        }
        assertThat(watchers.events()).isEqualTo(all);
        // a mark that a TLS record cuts in two is not seen
        assertThat(watchers.latencies().count()).isBetween(2L * ROUNDS * 5 - 20, 2L * ROUNDS * 5);
        assertThat(watchers.ended()).isZero();
      }
    }
  }

  private static Bench bench(TinyServer server) {
    Credentials credentials = new Credentials(null, null, null, null);
    Target target = Target.of(Target.Kind.CLUSTERS, server.address(), credentials, null);
    return new Bench(target, Duration.ofMillis(100), 1, figure -> {});
  }
}
