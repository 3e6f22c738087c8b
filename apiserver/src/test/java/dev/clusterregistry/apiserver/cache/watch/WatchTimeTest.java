package dev.clusterregistry.apiserver.cache.watch;

import static dev.clusterregistry.apiserver.cache.Things.THINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.apiserver.cache.CacheOptions;
import dev.clusterregistry.apiserver.cache.ObjectFilter;
import dev.clusterregistry.apiserver.cache.TestChannel;
import dev.clusterregistry.apiserver.cache.TestLoop;
import dev.clusterregistry.apiserver.cache.TestTime;
import dev.clusterregistry.apiserver.cache.Things;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.store.MemoryStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What minutes do to watches. */
class WatchTimeTest {
  private static final FrameEncoding JSON = new JsonFrames("Thing", "example.org/v1");
  private static final Duration MINUTE = Duration.ofSeconds(60);

  /** Bookmarks of many watchers are spread over a second to either side. */
  private static final Duration SPREAD = Duration.ofSeconds(1);

  private final MemoryStore store = new MemoryStore();
  private final TestTime time = new TestTime();
  private final TestLoop loop = new TestLoop(0, time);
  private WatchCache cache = new WatchCache(store, List.of(THINGS), CacheOptions.DEFAULT);
  private Watches watches = new Watches(cache, time::nanoTime);

  @BeforeEach
  void start() {
    cache.start();
  }

  @AfterEach
  void close() {
    cache.close();
    store.close();
    loop.close();
  }

  private TestChannel watch(boolean bookmarks, long room) {
    WatchRequest request =
        new WatchRequest(
            new WatchStart.After(THINGS, store.head()),
            ObjectFilter.EVERYTHING,
            JSON,
            bookmarks,
            Duration.ofMinutes(10));
    long before = cache.metrics(THINGS).watchers.sum();
    TestChannel channel = TestChannel.open(loop, watches.watch(request), room);
    await().until(() -> cache.metrics(THINGS).watchers.sum() == before + 1);
    return channel;
  }

  /** Two events that leave no room for the third. */
  private TestChannel full(TestChannel slow) {
    for (int i = 1; i <= 2; i++) {
      int sent = i;
      Things.put(store, Things.key("a"), ";" + i);
      await().until(() -> slow.frameCount() == sent);
    }
    Things.put(store, Things.key("a"), ";3");
    loop.call(() -> true); // has seen it, and that it does not fit
    return slow;
  }

  private static String bookmark(long revision) {
    return "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Thing\",\"apiVersion\":\"example.org/v1\","
        + "\"metadata\":{\"resourceVersion\":\""
        + revision
        + "\"}}}\n";
  }

  @Test
  void whoWantsBookmarksGetsOneAboutEveryMinute() {
    TestChannel wanting = watch(true, Long.MAX_VALUE);
    TestChannel other = watch(false, Long.MAX_VALUE);
    long first = Things.put(store, "/elsewhere/x", "moves the revision on");
    time.pass(MINUTE.minus(SPREAD).minusMillis(1), loop);
    assertThat(wanting.frames()).isEmpty();
    time.pass(SPREAD.multipliedBy(2).plusMillis(1), loop);
    assertThat(wanting.frames()).containsExactly(bookmark(first));

    long second = Things.put(store, "/elsewhere/x", "and on");
    time.pass(MINUTE, loop);
    assertThat(wanting.frames()).containsExactly(bookmark(first), bookmark(second));
    time.pass(MINUTE, loop);
    assertThat(wanting.frameCount()).isEqualTo(3);
    assertThat(other.frames()).isEmpty();
  }

  @Test
  void aClientThatTakesNothingForMinutesMissesNothing() {
    TestChannel slow = full(watch(true, 200));
    for (int i = 4; i <= 300; i++) {
      Things.put(store, Things.key("a"), ";" + i);
      if (i % 60 == 0) {
        time.pass(MINUTE, loop);
      }
    }
    assertThat(slow.isOver()).isFalse();
    assertThat(slow.frameCount()).isEqualTo(2);
    slow.room(Long.MAX_VALUE);
    await().until(() -> slow.frameCount() == 300);
    for (int i = 1; i <= 300; i++) {
      assertThat(slow.frames().get(i - 1)).contains("\"resourceVersion\":\"" + (i + 1) + "\"");
    }
    time.pass(MINUTE, loop);
    assertThat(slow.frames()).hasSize(301).last().isEqualTo(bookmark(301));
  }

  @Test
  void aClientThatTakesNothingIsToldThatTheRingHasOvertakenIt() {
    cache.close();
    cache =
        new WatchCache(
            store, List.of(THINGS), new CacheOptions(20_000, 1 << 20, 1 << 20, 0, 0, false));
    watches = new Watches(cache, time::nanoTime);
    cache.start();
    TestChannel slow = full(watch(false, 200));
    for (int i = 4; i <= 500; i++) {
      Things.put(store, Things.key("a"), ";" + i);
    }
    loop.call(() -> true);
    assertThat(slow.isOver()).isFalse();
    time.pass(MINUTE.plus(SPREAD), loop);

    assertThat(slow.isOver()).isTrue();
    assertThat(slow.isAborted()).isFalse();
    assertThat(slow.frames())
        .last()
        .asString()
        .startsWith("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",")
        .contains("too old resource version: ")
        .endsWith("\"reason\":\"Expired\",\"code\":410}}\n");
    assertThat(cache.metrics(THINGS).watchersTerminated.sum()).isEqualTo(1);
  }
}
