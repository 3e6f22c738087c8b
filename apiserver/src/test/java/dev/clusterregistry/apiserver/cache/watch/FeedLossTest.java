package dev.clusterregistry.apiserver.cache.watch;

import static dev.clusterregistry.apiserver.cache.Things.THINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.apiserver.cache.CacheOptions;
import dev.clusterregistry.apiserver.cache.FaultyStore;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.ObjectFilter;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.cache.TestChannel;
import dev.clusterregistry.apiserver.cache.TestLoop;
import dev.clusterregistry.apiserver.cache.Things;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.store.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cache loses the store, and finds it again. */
class FeedLossTest {
  private static final FrameEncoding JSON = new JsonFrames("Thing", "example.org/v1");
  private static final Pattern REVISION = Pattern.compile("\"resourceVersion\":\"(\\d+)\"");

  private final FaultyStore store = new FaultyStore();
  private final TestLoop loop = new TestLoop(0);
  private final WatchCache cache =
      new WatchCache(store, List.of(THINGS), new CacheOptions(100_000, 0, 1 << 20, 0, 0, false));
  private final Watches watches = new Watches(cache);

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

  private TestChannel watch(long after) {
    return TestChannel.open(
        loop,
        watches.watch(
            new WatchRequest(
                new WatchStart.After(THINGS, after),
                ObjectFilter.EVERYTHING,
                JSON,
                false,
                Duration.ofMinutes(5))));
  }

  @Test
  void watchersAreToldToComeBackAndThenMissNothing() {
    TestChannel before = watch(store.head());
    long seen = Things.put(store, Things.key("a"), ";1");
    await().until(() -> before.frameCount() == 1);
    store.failScans(2);
    store.loseFeeds();
    for (int i = 2; i <= 20; i++) {
      Things.put(store, Things.key("a"), ";" + i);
    }
    await().until(before::isOver);
    assertThat(before.frames()).hasSize(2);
    assertThat(before.frames().get(1)).contains("\"type\":\"ERROR\"").contains("\"code\":410");

    TestChannel after = watch(seen);
    long last = Things.put(store, Things.key("b"), ";1");
    await().until(() -> after.frameCount() >= 20);
    assertThat(revisions(after))
        .containsExactlyElementsOf(LongStream.rangeClosed(seen + 1, last).boxed().toList());
  }

  @Test
  void readsNeverGoBack() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    AtomicBoolean wentBack = new AtomicBoolean();
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  long seen = 0;
                  while (!done.get()) {
                    Snapshot now = cache.current(THINGS);
                    wentBack.compareAndSet(false, now.revision() < seen);
                    seen = now.revision();
                  }
                });
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 50; i++) {
        Things.put(store, Things.key("n" + i), ";" + round);
        if (i == 25) {
          store.failScans(1);
          store.loseFeeds();
        }
      }
      await().until(() -> cache.revision() == store.head());
    }
    done.set(true);
    reader.join();
    assertThat(wentBack).isFalse();
    assertThat(contents()).isEqualTo(stored());
  }

  private List<String> contents() {
    List<String> all = new ArrayList<>();
    for (Entry entry : store.scan(THINGS.prefix()).entries()) {
      Frozen object = cache.current(THINGS).get(entry.key());
      all.add(entry.key() + "@" + (object == null ? 0 : object.revision()));
    }
    return all;
  }

  private List<String> stored() {
    List<String> all = new ArrayList<>();
    for (Entry entry : store.scan(THINGS.prefix()).entries()) {
      all.add(entry.key() + "@" + entry.revision());
    }
    return all;
  }

  /** As from 75 s ago at a rate that the ring cannot hold. */
  @Test
  void resumesFromLongBeforeTheRingSeeEachEventOnceWhileOthersWrite() {
    int total = 12_000;
    long start = store.head();
    List<TestChannel> watchers = new ArrayList<>();
    List<Long> starts = new ArrayList<>();
    for (int i = 1; i <= total; i++) {
      Things.put(store, Things.key("n" + i % 50), ";" + i);
      if (i % 10 == 0) {
        loop.call(() -> true); // a loop that is late by a whole ring would end its watches
      }
      if (i % 1_500 == 0) {
        long from = start + (i / 1_500 - 1) * 700L;
        starts.add(from);
        watchers.add(watch(from));
      }
    }
    long last = store.head();
    for (int i = 0; i < watchers.size(); i++) {
      TestChannel watcher = watchers.get(i);
      long from = starts.get(i);
      assertThat(everything(watcher, from, last))
          .containsExactlyElementsOf(LongStream.rangeClosed(from + 1, last).boxed().toList());
    }
    assertThat(cache.metrics(THINGS).catchUpReads.sum()).isPositive();
  }

  /** What a client sees that comes back from where it was if the ring has overtaken it. */
  private List<Long> everything(TestChannel first, long from, long last) {
    TestChannel watch = first;
    List<Long> seen = new ArrayList<>();
    while (true) {
      TestChannel now = watch;
      int missing = (int) (last - from) - seen.size();
      await().until(() -> now.frameCount() >= missing || now.isOver());
      seen.addAll(revisions(now).stream().filter(revision -> revision > 0).toList());
      if (seen.size() >= last - from) {
        return seen;
      }
      watch = watch(seen.isEmpty() ? from : seen.getLast());
    }
  }

  private static List<Long> revisions(TestChannel channel) {
    List<Long> revisions = new ArrayList<>();
    for (String frame : channel.frames()) {
      Matcher found = REVISION.matcher(frame);
      revisions.add(found.find() ? Long.parseLong(found.group(1)) : -1);
    }
    return revisions;
  }
}
