package dev.clusterregistry.tests.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Many watchers of all clusters: connections that carry a hundred streams each. */
final class Crowd implements AutoCloseable {
  private static final int STREAMS = 100;
  private static final long PATIENCE_SECONDS = 240;
  private static final String REVISION = "\"resourceVersion\":\"";

  private final List<Member> members = new ArrayList<>();
  private final List<Watch> watches = new ArrayList<>();
  private final List<Api> connections = new ArrayList<>();
  private final int size;
  private final ExecutorService executor =
      Executors.newFixedThreadPool(4, Thread.ofPlatform().daemon().factory());
  private volatile String awaited = "";
  private volatile CountDownLatch arrived = new CountDownLatch(0);

  Crowd(int size, long start) {
    this.size = size;
    for (int i = 0; i < size; i++) {
      members.add(new Member(start));
    }
  }

  /** Remembers only revisions: parsing 5,000 times the same would measure the parser. */
  private final class Member {
    private final List<Long> revisions = new ArrayList<>();
    private final long start;
    private boolean failed;

    Member(long start) {
      this.start = start;
    }

    synchronized void take(byte[] line) {
      String event = new String(line, ISO_8859_1);
      int at = event.indexOf(REVISION) + REVISION.length();
      if (event.startsWith("{\"type\":\"ERROR\"") || at < REVISION.length()) {
        failed = true;
        return;
      }
      revisions.add(Long.valueOf(event.substring(at, event.indexOf('"', at))));
      if (event.contains(awaited)) {
        arrived.countDown();
      }
    }

    synchronized long lastRevision() {
      return revisions.isEmpty() ? start : revisions.getLast();
    }

    synchronized void assertSaw(List<Long> expected) {
      assertThat(failed).isFalse();
      assertThat(revisions).isEqualTo(expected);
    }
  }

  /** From now on the arrival of the cluster with this name counts. */
  void expect(String name) {
    arrived = new CountDownLatch(size);
    awaited = "\"name\":\"" + name + "\"";
  }

  void awaitArrival() throws InterruptedException {
    assertThat(arrived.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .as("%s is seen by all; %s have not", awaited, arrived.getCount())
        .isTrue();
  }

  /** Everybody resumes after the last revision they have seen. */
  void resume(ServerProcess server) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Watch>>> opening = new ArrayList<>();
      for (int first = 0; first < size; first += STREAMS) {
        List<Member> some = members.subList(first, Math.min(size, first + STREAMS));
        Api connection = new Api(server, executor);
        connections.add(connection);
        opening.add(threads.submit(() -> open(connection, some)));
      }
      for (Future<List<Watch>> opened : opening) {
        watches.addAll(opened.get());
      }
    }
  }

  private static List<Watch> open(Api connection, List<Member> members) throws Exception {
    connection.get("/version"); // connects once, before streams are opened side by side
    List<Watch> opened = new ArrayList<>();
    for (Member member : members) {
      opened.add(connection.watch(Api.CLUSTERS, member.lastRevision(), member::take));
    }
    for (Watch watch : opened) {
      assertThat(watch.code()).isEqualTo(200);
    }
    return opened;
  }

  /** Waits until every connection has noticed that the server is gone. */
  void awaitBreak() throws Exception {
    for (Watch watch : watches) {
      assertThat(watch.endedInOrder()).isFalse();
    }
    watches.clear();
    connections.forEach(Api::close);
    connections.clear();
  }

  void assertSaw(List<Long> revisions) {
    members.forEach(member -> member.assertSaw(revisions));
  }

  @Override
  public void close() {
    connections.forEach(Api::close);
    executor.shutdownNow();
  }
}
