package dev.clusterregistry.apiserver.cache.watch;

import static dev.clusterregistry.apiserver.cache.Things.THINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.apiserver.cache.CacheOptions;
import dev.clusterregistry.apiserver.cache.ObjectFilter;
import dev.clusterregistry.apiserver.cache.TestChannel;
import dev.clusterregistry.apiserver.cache.TestLoop;
import dev.clusterregistry.apiserver.cache.Things;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.store.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final FrameEncoding JSON = new JsonFrames("Thing", "example.org/v1");

  /** The revision of an empty store; in these tests an object's revision counts writes from it. */
  private static final long EMPTY = 1;

  private final MemoryStore store = new MemoryStore();
  private final TestLoop loop = new TestLoop(0);
  private WatchCache cache = new WatchCache(store, List.of(THINGS), CacheOptions.DEFAULT);
  private Watches watches = new Watches(cache);

  @BeforeEach
  void start() {
    cache.start();
  }

  private void restart(CacheOptions options) {
    cache.close();
    cache = new WatchCache(store, List.of(THINGS), options);
    watches = new Watches(cache);
    cache.start();
  }

  @AfterEach
  void close() {
    cache.close();
    store.close();
    loop.close();
  }

  @Test
  void eventsFollowInOrderFromARevision() {
    Things.put(store, Things.key("a"), ";1");
    TestChannel watch = watch(after(1), ObjectFilter.EVERYTHING);
    Things.put(store, Things.key("b"), ";2");
    Things.put(store, Things.key("a"), ";3");
    Things.delete(store, Things.key("a"));
    Things.put(store, Things.key("a"), ";4");
    expect(
        watch,
        frame("ADDED", "b", 2, ";2"),
        frame("MODIFIED", "a", 3, ";3"),
        frame("DELETED", "a", 4, ";3"),
        frame("ADDED", "a", 5, ";4"));
  }

  @Test
  void aChangeOfLabelsEntersAndLeavesASelector() {
    TestChannel watch = watch(after(0), Things.labelled("on=yes"));
    Things.put(store, Things.key("a"), "on=no;1");
    Things.put(store, Things.key("a"), "on=yes;2");
    Things.put(store, Things.key("a"), "on=yes;3");
    Things.put(store, Things.key("a"), "on=no;4");
    Things.put(store, Things.key("a"), "on=no;5");
    Things.put(store, Things.key("a"), "on=yes;6");
    Things.delete(store, Things.key("a"));
    expect(
        watch,
        frame("ADDED", "a", 2, "on=yes;2"),
        frame("MODIFIED", "a", 3, "on=yes;3"),
        frame("DELETED", "a", 4, "on=yes;3"),
        frame("ADDED", "a", 6, "on=yes;6"),
        frame("DELETED", "a", 7, "on=yes;6"));
  }

  @Test
  void watchersByNameSeeOnlyTheirObject() {
    TestChannel a = watch(after(0), Things.filter("a", ""));
    TestChannel b = watch(after(0), Things.filter("b", ""));
    Things.put(store, Things.key("a"), ";1");
    Things.put(store, Things.key("b"), ";2");
    expect(a, frame("ADDED", "a", 1, ";1"));
    expect(b, frame("ADDED", "b", 2, ";2"));
  }

  @Test
  void initialEventsEndWithOneMarkedBookmarkThenEventsFollow() {
    Things.put(store, Things.key("b"), ";1");
    Things.put(store, Things.key("a"), ";2");
    await().until(() -> cache.revision() == store.head());
    TestChannel watch =
        watch(new WatchStart.Initial(cache.current(THINGS), true), ObjectFilter.EVERYTHING);
    Things.put(store, Things.key("a"), ";3");
    expect(
        watch,
        frame("ADDED", "a", 2, ";2"),
        frame("ADDED", "b", 1, ";1"),
        "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Thing\",\"apiVersion\":\"example.org/v1\","
            + "\"metadata\":{\"resourceVersion\":\"3\",\"annotations\":"
            + "{\"k8s.io/initial-events-end\":\"true\"}}}}\n",
        frame("MODIFIED", "a", 3, ";3"));
  }

  @Test
  void aFutureRevisionSuppressesEventsUpToIt() {
    TestChannel watch = watch(after(2), ObjectFilter.EVERYTHING);
    Things.put(store, Things.key("a"), ";1");
    Things.put(store, Things.key("a"), ";2");
    Things.put(store, Things.key("a"), ";3");
    expect(watch, frame("MODIFIED", "a", 3, ";3"));
  }

  @Test
  void aResumeFromBeforeTheRingIsServedFromTheStoresLog() {
    for (int i = 1; i <= 3_000; i++) {
      Things.put(store, Things.key("n" + i), ";" + i);
    }
    restart(new CacheOptions(10_000, 1 << 20, 1 << 20, 0, 0, false));
    TestChannel watch = watch(after(5), ObjectFilter.EVERYTHING);
    Things.put(store, Things.key("last"), ";x");
    await().until(() -> watch.frameCount() == 2_996);
    List<String> frames = watch.frames();
    for (int i = 6; i <= 3_000; i++) {
      assertThat(frames.get(i - 6)).isEqualTo(frame("ADDED", "n" + i, i, ";" + i));
    }
    assertThat(cache.metrics(THINGS).catchUpReads.sum()).isPositive();
  }

  @Test
  void aResumeFromBeforeTheCompactionIsGone() {
    for (int i = 1; i <= 20; i++) {
      Things.put(store, Things.key("a"), ";" + i);
    }
    store.compact(EMPTY + 15);
    restart(CacheOptions.DEFAULT);
    TestChannel watch = watch(after(5), ObjectFilter.EVERYTHING);
    await().until(watch::isOver);
    assertThat(watch.frames()).containsExactly(expired(EMPTY + 5, EMPTY + 15));
  }

  @Test
  void aWatcherOvertakenByTheRingIsToldSoAndOthersGoOn() {
    restart(new CacheOptions(20_000, 1 << 20, 1 << 20, 0, 0, false));
    TestChannel slow =
        TestChannel.open(loop, watches.watch(request(after(0), ObjectFilter.EVERYTHING)), 200);
    TestChannel quick = watch(after(0), ObjectFilter.EVERYTHING);
    await().until(() -> cache.metrics(THINGS).watchers.sum() == 2);
    for (int i = 1; i <= 500; i++) {
      Things.put(store, Things.key("a"), ";" + i);
      if (i % 10 == 0) {
        int seen = i;
        await().until(() -> quick.frameCount() == seen);
      }
    }
    slow.room(Long.MAX_VALUE);
    await().until(slow::isOver);
    List<String> frames = slow.frames();
    assertThat(frames.get(frames.size() - 1)).contains("too old resource version");
    assertThat(quick.frames().subList(0, frames.size() - 1))
        .isEqualTo(frames.subList(0, frames.size() - 1));
    assertThat(quick.isOver()).isFalse();
    assertThat(cache.metrics(THINGS).watchersTerminated.sum()).isEqualTo(1);
  }

  @Test
  void aSlowWatcherCatchesUpFromTheRing() {
    TestChannel slow =
        TestChannel.open(loop, watches.watch(request(after(0), ObjectFilter.EVERYTHING)), 500);
    for (int i = 1; i <= 2_000; i++) {
      Things.put(store, Things.key("a"), ";" + i);
    }
    slow.room(1_000);
    slow.room(Long.MAX_VALUE);
    await().until(() -> slow.frameCount() == 2_000);
    assertThat(slow.frames().get(1_999)).isEqualTo(frame("MODIFIED", "a", 2_000, ";2000"));
  }

  @Test
  void bookmarksComeShortlyBeforeTheTimeoutWhichEndsCleanly() {
    WatchRequest request =
        new WatchRequest(after(0), ObjectFilter.EVERYTHING, JSON, true, Duration.ofMillis(2_200));
    TestChannel watch = TestChannel.open(loop, watches.watch(request));
    await().until(() -> cache.metrics(THINGS).watchers.sum() == 1);
    Things.put(store, "/elsewhere/x", "moves the revision on");
    await().until(watch::isOver);
    assertThat(watch.isAborted()).isFalse();
    assertThat(watch.frames())
        .containsExactly(
            "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Thing\",\"apiVersion\":"
                + "\"example.org/v1\",\"metadata\":{\"resourceVersion\":\"2\"}}}\n");
    await().until(() -> cache.metrics(THINGS).watchers.sum() == 0);
  }

  @Test
  void anUndecodableValueEndsTheWatchersItConcerns() {
    TestChannel all = watch(after(0), ObjectFilter.EVERYTHING);
    TestChannel other = watch(after(0), Things.filter("b", ""));
    Things.put(store, Things.key("a"), "broken");
    await().until(all::isOver);
    assertThat(all.frames()).hasSize(1);
    assertThat(all.frames().get(0)).contains("\"reason\":\"StorageReadError\",\"code\":500");
    Things.put(store, Things.key("b"), ";1");
    expect(other, frame("ADDED", "b", 2, ";1"));
  }

  @Test
  void shutdownEndsEveryWatchCleanly() {
    TestChannel watch = watch(after(0), ObjectFilter.EVERYTHING);
    await().until(() -> cache.metrics(THINGS).watchers.sum() == 1);
    watches.shutdown();
    await().until(watch::isOver);
    TestChannel late = watch(after(0), ObjectFilter.EVERYTHING);
    await().until(late::isOver);
    assertThat(watch.frames()).isEmpty();
    assertThat(watch.isAborted()).isFalse();
  }

  @Test
  void anEncodingWithASpecialFirstFrameUsesItOncePerStream() {
    FrameEncoding numbered = new FirstFrames();
    Things.put(store, Things.key("a"), ";1");
    TestChannel initial =
        TestChannel.open(
            loop,
            watches.watch(
                new WatchRequest(
                    new WatchStart.Initial(cache.current(THINGS), true),
                    ObjectFilter.EVERYTHING,
                    numbered,
                    true,
                    Duration.ofMinutes(1))));
    List<TestChannel> live = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      live.add(
          TestChannel.open(
              loop,
              watches.watch(
                  new WatchRequest(
                      after(1), ObjectFilter.EVERYTHING, numbered, true, Duration.ofMinutes(1)))));
    }
    await().until(() -> cache.metrics(THINGS).watchers.sum() == 4);
    Things.put(store, Things.key("a"), ";2");
    Things.put(store, Things.key("a"), ";3");
    expect(initial, "first ADDED 2", "BOOKMARK 2", "MODIFIED 3", "MODIFIED 4");
    for (TestChannel each : live) {
      expect(each, "first MODIFIED 3", "MODIFIED 4");
    }
  }

  private static String expired(long wanted, long oldest) {
    return "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},"
        + "\"status\":\"Failure\",\"message\":\"too old resource version: "
        + wanted
        + " ("
        + oldest
        + ")\",\"reason\":\"Expired\",\"code\":410}}\n";
  }

  private static WatchStart after(long writes) {
    return new WatchStart.After(THINGS, EMPTY + writes);
  }

  private TestChannel watch(WatchStart start, ObjectFilter filter) {
    return TestChannel.open(loop, watches.watch(request(start, filter)));
  }

  private static WatchRequest request(WatchStart start, ObjectFilter filter) {
    return new WatchRequest(start, filter, JSON, false, Duration.ofMinutes(5));
  }

  private static String frame(String type, String name, long writes, String value) {
    return "{\"type\":\""
        + type
        + "\",\"object\":"
        + Things.json(name, EMPTY + writes, value)
        + "}\n";
  }

  private static void expect(TestChannel channel, String... frames) {
    await().until(() -> channel.frameCount() >= frames.length);
    assertThat(channel.frames()).containsExactly(frames);
  }
}
