package dev.clusterregistry.apiserver.http;

import static dev.clusterregistry.apiserver.http.Http2Wire.DATA;
import static dev.clusterregistry.apiserver.http.Http2Wire.GOAWAY;
import static dev.clusterregistry.apiserver.http.Http2Wire.PING;
import static dev.clusterregistry.apiserver.http.Http2Wire.RST_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.clusterregistry.apiserver.http.Http2Wire.Frame;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HTTP/2 connections that the server wants to end lose nothing that is on its way. */
class GoingAwayTest {
  private static final int ANY = Integer.MAX_VALUE;

  private static Reply lastOne(ApiRequest request) {
    Reply.Full reply = TestServer.text("bye");
    reply.headers().set("Connection", "close");
    return reply;
  }

  @Test
  void streamsThatCrossTheAnnouncementAreAnswered() throws Exception {
    try (TestServer server = TestServer.start(GoingAwayTest::lastOne);
        Http2Wire wire = new Http2Wire(server)) {
      wire.get(1, 3, 5);
      Frame announced = wire.next(GOAWAY);
      assertThat(announced.number(0)).isEqualTo(ANY);
      assertThat(announced.number(4)).isZero();
      Frame ping = wire.next(PING);
      wire.get(7, 9).acknowledge(ping);
      List<Frame> rest = new ArrayList<>();
      Frame named = wire.next(frame -> rest.add(frame) && frame.type() == GOAWAY);
      assertThat(named.number(0)).isEqualTo(9);
      rest.addAll(wire.rest()); // replies may come before or after the last stream is named
      assertThat(bodies(rest)).contains(7, 9);
    }
  }

  @Test
  void aStreamOpenedTooLateIsRefusedAndTheConnectionEndsInOrder() throws Exception {
    try (TestServer server = TestServer.start(GoingAwayTest::lastOne);
        Http2Wire wire = new Http2Wire(server)) {
      wire.get(1);
      wire.acknowledge(wire.next(PING));
      assertThat(wire.next(GOAWAY).number(0)).isEqualTo(1);
      wire.get(3);
      List<Frame> late = wire.rest();
      assertThat(late).extracting(Frame::stream, Frame::type).containsExactly(tuple(3, RST_STREAM));
      assertThat(late.getFirst().number(0)).isEqualTo(7); // REFUSED_STREAM: may be sent elsewhere
    }
  }

  @Test
  void streamsInProgressAreAnsweredAfterTheLastWasNamed() throws Exception {
    CountDownLatch proceed = new CountDownLatch(1);
    Handler handler =
        request -> {
          if (request.method().equals("GET")) {
            return lastOne(request);
          }
          request.blocking();
          try {
            proceed.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return TestServer.text("done");
        };
    try (TestServer server = TestServer.start(handler);
        Http2Wire wire = new Http2Wire(server)) {
      wire.post(1).send(DATA, Http2Wire.END_STREAM, 1, new byte[10]);
      wire.get(3);
      wire.acknowledge(wire.next(PING));
      assertThat(wire.next(GOAWAY).number(0)).isEqualTo(3);
      proceed.countDown();
      assertThat(bodies(wire.rest())).containsExactly(1);
    }
  }

  @Test
  void aDrainAnnouncesTheEndAndThenNamesTheLastStream() throws Exception {
    try (TestServer server = TestServer.start(request -> TestServer.text("ok"));
        Http2Wire wire = new Http2Wire(server)) {
      wire.get(1).next(DATA);
      server.server().drain(Duration.ZERO);
      assertThat(wire.next(GOAWAY).number(0)).isEqualTo(ANY);
      wire.acknowledge(wire.next(PING));
      assertThat(wire.next(GOAWAY).number(0)).isEqualTo(1);
      assertThat(wire.rest()).isEmpty();
      assertThat(server.server().drain(Duration.ofSeconds(10))).isTrue();
    }
  }

  @Test
  void anIdleConnectionIsToldAndClosed() throws Exception {
    Duration shortly = Duration.ofMillis(300);
    try (TestServer server =
            TestServer.start(
                request -> TestServer.text("ok"),
                options -> options.withConnectionTimeouts(Duration.ofSeconds(20), shortly));
        Http2Wire wire = new Http2Wire(server)) {
      wire.get(1).next(DATA);
      assertThat(wire.next(GOAWAY).number(4)).isZero();
      wire.acknowledge(wire.next(PING));
      assertThat(wire.rest()).extracting(Frame::type).containsExactly(GOAWAY);
    }
  }

  @Test
  void aFloodOfCancelledStreamsEndsTheConnection() throws Exception {
    try (TestServer server = TestServer.start(request -> TestServer.text("ok"));
        Http2Wire wire = new Http2Wire(server)) {
      wire.openAndCancel(1, 1_000);
      wire.get(3_001).next(frame -> frame.type() == DATA && frame.stream() == 3_001);
      wire.openAndCancel(3_003, 2_100);
      assertThat(wire.next(GOAWAY).number(4)).isEqualTo(11); // ENHANCE_YOUR_CALM
    }
  }

  @ParameterizedTest
  @EnumSource(TlsOptions.Engine.class)
  void aClientWithManyStreamsLosesNone(TlsOptions.Engine engine) throws Exception {
    TlsOptions tls = TestTls.options().withEngine(engine);
    try (TestServer server = TestServer.start(GoingAwayTest::lastOne, tls, options -> options);
        HttpClient client = TestServer.client(Version.HTTP_2)) {
      for (int round = 0; round < 20; round++) {
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          all.add(client.sendAsync(server.request("/").build(), BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> each : all) {
          assertThat(each.get().body()).isEqualTo("bye");
        }
      }
    }
  }

  private static List<Integer> bodies(List<Frame> frames) {
    return frames.stream()
        .filter(frame -> frame.type() == DATA)
        .map(Frame::stream)
        .collect(Collectors.toList());
  }
}
