package dev.clusterregistry.apiserver.cache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.WouldBlockException;
import dev.clusterregistry.store.MemoryStore;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchCacheTest {
  /** The revision of an empty store. */
  private static final long EMPTY = 1;

  private static final ApiRequest LOOP = request(false);
  private static final ApiRequest THREAD = request(true);

  private final MemoryStore store = new MemoryStore();
  private @Nullable WatchCache cache;

  @AfterEach
  void close() {
    if (cache != null) {
      cache.close();
    }
    store.close();
  }

  private WatchCache start(CacheOptions options) {
    WatchCache made = new WatchCache(store, List.of(Things.THINGS, Things.OTHERS), options);
    cache = made;
    made.start();
    return made;
  }

  @Test
  void startsWithWhatTheStoreHoldsAndFollowsIt() {
    Things.put(store, Things.key("a"), ";1");
    Things.put(store, "/unknown/x", "whatever");
    WatchCache started = start(CacheOptions.DEFAULT);
    assertThat(names(started.current(Things.THINGS))).containsExactly("a");
    Things.put(store, Things.key("b"), ";1");
    Things.put(store, "/registry/others/o", ";1");
    Things.delete(store, Things.key("a"));
    Snapshot fresh = requireNonNull(started.fresh(Things.THINGS, THREAD));
    assertThat(names(fresh)).containsExactly("b");
    assertThat(fresh.revision()).isEqualTo(store.head());
    assertThat(started.current(Things.OTHERS).revision()).isEqualTo(store.head());
    assertThat(names(started.current(Things.OTHERS))).containsExactly("o");
  }

  @Test
  void aFreshReadIsAnsweredOnTheLoopWhenNothingIsOutstanding() {
    WatchCache started = start(CacheOptions.DEFAULT);
    long revision = Things.put(store, Things.key("a"), ";1");
    assertThat(started.atLeast(Things.THINGS, revision, THREAD)).isNotNull();
    Snapshot fresh = requireNonNull(started.fresh(Things.THINGS, LOOP));
    assertThat(names(fresh)).containsExactly("a");
  }

  @Test
  void aReadOfAFutureRevisionBlocksUntilItExists() throws Exception {
    WatchCache started = start(CacheOptions.DEFAULT);
    assertThatThrownBy(() -> started.atLeast(Things.THINGS, EMPTY + 1, LOOP))
        .isInstanceOf(WouldBlockException.class);
    CompletableFuture<@Nullable Snapshot> waiting = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> waiting.complete(started.atLeast(Things.THINGS, EMPTY + 1, THREAD)));
    Things.put(store, Things.key("a"), ";1");
    assertThat(names(requireNonNull(waiting.get()))).containsExactly("a");
  }

  @Test
  void anUndecodableValueIsRememberedAndDoesNotStopTheFeed() {
    Things.put(store, Things.key("bad"), "broken from the start");
    WatchCache started = start(CacheOptions.DEFAULT);
    assertThat(started.current(Things.THINGS).broken())
        .isEqualTo(Map.of(Things.key("bad"), "no semicolon"));
    Things.put(store, Things.key("worse"), "broken");
    Things.put(store, Things.key("good"), ";1");
    Snapshot snapshot = requireNonNull(started.fresh(Things.THINGS, THREAD));
    assertThat(names(snapshot)).containsExactly("good");
    assertThat(snapshot.broken()).containsOnlyKeys(Things.key("bad"), Things.key("worse"));
    Things.put(store, Things.key("worse"), ";2");
    Things.delete(store, Things.key("bad"));
    snapshot = requireNonNull(started.fresh(Things.THINGS, THREAD));
    assertThat(snapshot.broken()).isEmpty();
    assertThat(names(snapshot)).containsExactly("good", "worse");
  }

  @Test
  void answersTheStateAtEveryRevisionThatHistoryCovers() {
    Random random = new Random(7);
    WatchCache started = start(CacheOptions.DEFAULT);
    Map<Long, Map<String, Long>> states = new TreeMap<>();
    Map<String, Long> state = new TreeMap<>();
    states.put(EMPTY, Map.of());
    for (int i = 0; i < 6_000; i++) {
      String name = "n" + random.nextInt(200);
      if (state.containsKey(name) && random.nextInt(4) == 0) {
        Things.delete(store, Things.key(name));
        state.remove(name);
      } else {
        state.put(name, Things.put(store, Things.key(name), ";" + i));
      }
      states.put(store.head(), new TreeMap<>(state));
    }
    started.atLeast(Things.THINGS, store.head(), THREAD);
    for (int i = 0; i < 200; i++) {
      long revision = random.nextLong(EMPTY, store.head() + 1);
      Snapshot snapshot = requireNonNull(started.exactly(Things.THINGS, revision, THREAD));
      assertThat(snapshot).as("revision %d", revision).isNotNull();
      assertThat(snapshot.revision()).isEqualTo(revision);
      assertThat(revisions(snapshot)).isEqualTo(states.get(revision));
    }
  }

  @Test
  void aStateOlderThanHistoryIsGoneUnlessItWasRetained() {
    CacheOptions small = new CacheOptions(20_000, 1 << 20, 1 << 20, 100, 1 << 20, false);
    WatchCache started = start(small);
    Things.put(store, Things.key("a"), ";1");
    Snapshot retained = requireNonNull(started.atLeast(Things.THINGS, EMPTY + 1, THREAD));
    started.retain(retained);
    for (int i = 0; i < 1_000; i++) {
      Things.put(store, Things.key("a"), ";" + i);
    }
    started.atLeast(Things.THINGS, store.head(), THREAD);
    assertThat(started.exactly(Things.THINGS, EMPTY + 2, THREAD)).isNull();
    Snapshot again = requireNonNull(started.exactly(Things.THINGS, EMPTY + 1, THREAD));
    assertThat(revisions(again)).isEqualTo(Map.of("a", EMPTY + 1));
  }

  @Test
  void historyFromBeforeTheStartIsReadBack() {
    for (int i = 0; i < 300; i++) {
      Things.put(store, Things.key("n" + i % 7), ";" + i);
    }
    WatchCache started = start(new CacheOptions(1 << 20, 1 << 20, 1 << 20, 200, 1 << 20, false));
    Awaitility.await().until(() -> !started.historyLoading());
    EventLog log = started.current(Things.THINGS).log();
    assertThat(log.floor()).isEqualTo(EMPTY + 100);
    assertThat(log.end() - log.start()).isEqualTo(200);
    Event event = requireNonNull(log.get(log.positionAfter(EMPTY + 100)));
    assertThat(event.revision()).isEqualTo(EMPTY + 101);
    assertThat(requireNonNull(event.previous()).revision()).isEqualTo(EMPTY + 94);
    assertThat(revisions(exact(started, EMPTY + 150)))
        .containsValues(EMPTY + 150, EMPTY + 144)
        .hasSize(7);
  }

  @Test
  void pagesHoldExactlyTheMatchingObjectsAndSayWhatRemains() {
    for (int i = 0; i < 500; i++) {
      Things.put(store, Things.key(String.format("n%03d", i)), "odd=" + i % 2 + ";x");
    }
    Snapshot snapshot = start(CacheOptions.DEFAULT).current(Things.THINGS);
    Page page = snapshot.page(KeyRange.ALL, ObjectFilter.EVERYTHING, 200);
    assertThat(page.count()).isEqualTo(200);
    assertThat(page.last()).isEqualTo(Things.key("n199"));
    assertThat(page.remaining()).isEqualTo(300);
    assertThat(snapshot.count(page.range())).isEqualTo(200);
    Page second =
        snapshot.page(KeyRange.ALL.after(Things.key("n199")), ObjectFilter.EVERYTHING, 300);
    assertThat(second.count()).isEqualTo(300);
    assertThat(second.last()).isNull();
    Page odd = snapshot.page(KeyRange.ALL, Things.labelled("odd=1"), 250);
    assertThat(odd.count()).isEqualTo(250);
    assertThat(odd.last()).isNull();
    Page some = snapshot.page(KeyRange.ALL, Things.labelled("odd=1"), 10);
    assertThat(some.last()).isEqualTo(Things.key("n019"));
    assertThat(some.remaining()).isEqualTo(-1);
  }

  private static Snapshot exact(WatchCache cache, long revision) {
    return requireNonNull(cache.exactly(Things.THINGS, revision, THREAD));
  }

  private static List<String> names(Snapshot snapshot) {
    return List.copyOf(revisions(snapshot).keySet());
  }

  private static Map<String, Long> revisions(Snapshot snapshot) {
    Map<String, Long> found = new TreeMap<>();
    List<String> keys = new ArrayList<>();
    Walk walk = snapshot.walk(KeyRange.ALL);
    while (walk.next()) {
      for (int i = walk.from(); i < walk.until(); i++) {
        found.put(walk.leaf().item(i).name(), walk.leaf().item(i).revision());
        keys.add(walk.leaf().item(i).key());
      }
    }
    assertThat(keys).isSorted().hasSize(snapshot.size());
    return found;
  }

  private static ApiRequest request(boolean mayBlock) {
    return new ApiRequest(
        "GET",
        "/",
        "",
        new Headers(),
        new byte[0],
        false,
        List.of(),
        InetSocketAddress.createUnresolved("localhost", 1),
        false,
        true,
        mayBlock);
  }
}
