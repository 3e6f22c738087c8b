package dev.clusterregistry.apiserver.cache.watch;

import static dev.clusterregistry.apiserver.cache.Things.THINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.apiserver.cache.CacheOptions;
import dev.clusterregistry.apiserver.cache.KeyRange;
import dev.clusterregistry.apiserver.cache.ObjectFilter;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.cache.TestChannel;
import dev.clusterregistry.apiserver.cache.TestLoop;
import dev.clusterregistry.apiserver.cache.Things;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.store.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many watchers with random selectors, starts and slowness against a model: each sees exactly the
 * sequence that the changes imply, or a prefix of it and then that it is too old.
 */
class WatchModelTest {
  private static final FrameEncoding JSON = new JsonFrames("Thing", "example.org/v1");
  private static final int NAMES = 40;

  private final MemoryStore store = new MemoryStore();
  private final List<Change> changes = new ArrayList<>();
  private final Map<String, String> state = new TreeMap<>();
  private final List<Watched> watched = new ArrayList<>();

  private record Change(
      long revision, String name, @Nullable String before, @Nullable String after) {}

  private record Watched(
      TestChannel channel, ObjectFilter filter, List<String> initial, long after) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyWatcherSeesExactlyItsSequence(long seed) {
    Random random = new Random(seed);
    int history = seed % 2 == 0 ? 30_000 : 4 << 20;
    CacheOptions options = new CacheOptions(history, 1 << 20, 1 << 20, 50, 1 << 20, false);
    for (int i = 0; i < 300; i++) {
      change(random);
    }
    try (TestLoop one = new TestLoop(0);
        TestLoop two = new TestLoop(1);
        WatchCache cache = new WatchCache(store, List.of(THINGS), options)) {
      Watches watches = new Watches(cache);
      cache.start();
      for (int round = 0; round < 400; round++) {
        for (int i = random.nextInt(12); i > 0; i--) {
          change(random);
        }
        if (watched.size() < 120) {
          open(random, cache, watches, random.nextBoolean() ? one : two);
        }
        watched.get(random.nextInt(watched.size())).channel.room(random.nextInt(3_000));
        if (round % 7 == 0) {
          watched.get(random.nextInt(watched.size())).channel.room(Long.MAX_VALUE);
        }
      }
      watched.forEach(each -> each.channel.room(Long.MAX_VALUE));
      watched.forEach(each -> check(seed, each));
    }
  }

  private void change(Random random) {
    String name = "n" + random.nextInt(NAMES);
    String before = state.get(name);
    if (before != null && random.nextInt(4) == 0) {
      long revision = Things.delete(store, Things.key(name));
      state.remove(name);
      changes.add(new Change(revision, name, before, null));
      return;
    }
    String after =
        "a="
            + random.nextInt(3)
            + ",b="
            + random.nextInt(2)
            + ";"
            + "x".repeat(random.nextInt(200));
    long revision = Things.put(store, Things.key(name), after);
    state.put(name, after);
    changes.add(new Change(revision, name, before, after));
  }

  private void open(Random random, WatchCache cache, Watches watches, TestLoop loop) {
    ObjectFilter filter =
        Things.filter(
            random.nextInt(3) == 0 ? "n" + random.nextInt(NAMES) : null,
            List.of("", "a=1", "a!=1", "a in (0,1),b=0", "c", "!c").get(random.nextInt(6)));
    WatchStart start;
    List<String> initial = new ArrayList<>();
    long after;
    if (random.nextInt(3) == 0) {
      Snapshot snapshot = cache.current(THINGS);
      after = snapshot.revision();
      initial.addAll(initial(snapshot, filter));
      start = new WatchStart.Initial(snapshot, true);
    } else {
      after = random.nextLong(1, store.head() + 10);
      start = new WatchStart.After(THINGS, after);
    }
    WatchRequest request = new WatchRequest(start, filter, JSON, true, Duration.ofMinutes(5));
    long room = random.nextInt(4) == 0 ? 1 : Long.MAX_VALUE;
    watched.add(
        new Watched(TestChannel.open(loop, watches.watch(request), room), filter, initial, after));
  }

  private static List<String> initial(Snapshot snapshot, ObjectFilter filter) {
    List<String> frames = new ArrayList<>();
    var walk = snapshot.walk(KeyRange.ALL);
    while (walk.next()) {
      for (int i = walk.from(); i < walk.until(); i++) {
        if (filter.matches(walk.leaf().item(i))) {
          frames.add(
              frame("ADDED", new String(walk.leaf().item(i).json(), StandardCharsets.UTF_8)));
        }
      }
    }
    frames.add(new String(JSON.bookmark(snapshot.revision(), true, false), StandardCharsets.UTF_8));
    return frames;
  }

  private void check(long seed, Watched watcher) {
    List<String> expected = new ArrayList<>(watcher.initial);
    for (Change change : changes) {
      String frame = change.revision <= watcher.after ? null : frame(change, watcher.filter);
      if (frame != null) {
        expected.add(frame);
      }
    }
    TestChannel channel = watcher.channel;
    if (!channel.isOver() && channel.frameCount() < expected.size()) {
      await().until(() -> channel.isOver() || channel.frameCount() >= expected.size());
    }
    List<String> seen = channel.frames();
    if (channel.isAborted()) {
      assertThat(seen).as("seed %d", seed).isEqualTo(expected.subList(0, seen.size()));
    } else if (channel.isOver()) {
      int last = seen.size() - 1;
      assertThat(seen.get(last)).as("seed %d", seed).contains("too old resource version");
      assertThat(seen.subList(0, last)).isEqualTo(expected.subList(0, last));
    } else {
      assertThat(seen).as("seed %d after %d", seed, watcher.after).isEqualTo(expected);
    }
  }

  private static @Nullable String frame(Change change, ObjectFilter filter) {
    boolean before = change.before != null && matches(change.name, change.before, filter);
    boolean after = change.after != null && matches(change.name, change.after, filter);
    if (after && change.after != null) {
      String json = Things.json(change.name, change.revision, change.after);
      return frame(before ? "MODIFIED" : "ADDED", json);
    }
    return before && change.before != null
        ? frame("DELETED", Things.json(change.name, change.revision, change.before))
        : null;
  }

  private static boolean matches(String name, String value, ObjectFilter filter) {
    return filter.matches(
        Things.freeze(Things.key(name), value.getBytes(StandardCharsets.UTF_8), 1));
  }

  private static String frame(String type, String json) {
    return "{\"type\":\"" + type + "\",\"object\":" + json + "}\n";
  }
}
