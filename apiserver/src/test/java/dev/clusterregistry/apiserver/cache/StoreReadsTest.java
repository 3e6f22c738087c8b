package dev.clusterregistry.apiserver.cache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.http.WouldBlockException;
import dev.clusterregistry.store.Store;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is read from the store itself: what the cache has not come to, or has no more. */
class StoreReadsTest {
  private static final Patience THREAD = Patience.ENDLESS;
  private static final Patience LOOP =
      () -> {
        throw WouldBlockException.INSTANCE;
      };

  private final FaultyStore store = new FaultyStore();
  private @Nullable WatchCache cache;

  @AfterEach
  void close() {
    if (cache != null) {
      cache.close();
    }
    store.close();
  }

  private WatchCache start(CacheOptions options) {
    WatchCache made = new WatchCache(store, List.of(Things.THINGS), options);
    cache = made;
    made.start();
    return made;
  }

  @Test
  void aReadOfTheLatestStateDoesNotWaitForAStoreThatDoesNotTellItsProgress() {
    long kept = Things.put(store, Things.key("a"), ";1");
    Things.put(store, Things.key("gone"), ";1");
    WatchCache started = start(CacheOptions.DEFAULT);
    Frozen a = started.current(Things.THINGS).get(Things.key("a"));
    store.lag();
    long added = Things.put(store, Things.key("b"), ";1");
    Things.delete(store, Things.key("gone"));

    Snapshot fresh = started.fresh(Things.THINGS, THREAD);
    assertThat(fresh.size()).isEqualTo(2);
    assertThat(fresh.revision()).isEqualTo(store.head());
    assertThat(fresh.get(Things.key("a"))).isSameAs(a);
    assertThat(started.fresh(Things.THINGS, Things.key("a"), THREAD).get(Things.key("a")))
        .isSameAs(a);
    Snapshot one = started.fresh(Things.THINGS, Things.key("b"), THREAD);
    assertThat(requireNonNull(one.get(Things.key("b"))).revision()).isEqualTo(added);
    Snapshot none = started.fresh(Things.THINGS, Things.key("gone"), THREAD);
    assertThat(none.get(Things.key("gone"))).isNull();

    assertThat(started.storeIsAt(store.head())).isTrue();
    assertThat(started.storeIsAt(store.head() + 1)).isFalse();
    assertThat(started.current(Things.THINGS).size()).isEqualTo(2);
    assertThat(started.revision()).isLessThan(added).isGreaterThan(kept);
  }

  @Test
  void aWatchHastensTheStoreInstead() {
    WatchCache started = start(CacheOptions.DEFAULT);
    store.lag();
    long added = Things.put(store, Things.key("b"), ";1");
    Snapshot snapshot = requireNonNull(started.freshToFollow(Things.THINGS, THREAD));
    assertThat(snapshot.revision()).isEqualTo(added);
    assertThat(snapshot.end()).isEqualTo(snapshot.log().end());
  }

  @Test
  void anEventLoopNeverReadsTheStore() {
    WatchCache started = start(CacheOptions.DEFAULT);
    store.lag();
    long added = Things.put(store, Things.key("b"), ";1");
    assertThatThrownBy(() -> started.fresh(Things.THINGS, LOOP))
        .isInstanceOf(WouldBlockException.class);
    assertThatThrownBy(() -> started.readBack(Things.THINGS, added, LOOP))
        .isInstanceOf(WouldBlockException.class);
  }

  @Test
  void aStateThatNobodyHereHasHeldIsReadBackUntilItIsCompacted() {
    long first = Things.put(store, Things.key("a"), ";1");
    long second = Things.put(store, Things.key("b"), ";1");
    Things.put(store, Things.key("a"), ";2");
    Things.delete(store, Things.key("b"));
    WatchCache started = start(new CacheOptions(1 << 20, 1 << 20, 1 << 20, 0, 1 << 20, false));

    assertThat(started.exactly(Things.THINGS, second, THREAD)).isNull();
    Snapshot then = requireNonNull(started.readBack(Things.THINGS, second, THREAD));
    assertThat(then.revision()).isEqualTo(second);
    assertThat(then.size()).isEqualTo(2);
    assertThat(requireNonNull(then.get(Things.key("a"))).revision()).isEqualTo(first);
    // The next page, from what was kept: the store need not be asked again.
    store.compact(store.head());
    assertThat(started.readBack(Things.THINGS, second, THREAD)).isSameAs(then);
    assertThat(started.readBack(Things.THINGS, first, THREAD)).isNull();
    assertThat(Store.INITIAL_REVISION).isLessThan(first);
  }

  @Test
  void whatCannotBeDecodedIsNamed() {
    WatchCache started = start(CacheOptions.DEFAULT);
    store.lag();
    Things.put(store, Things.key("b"), "broken");
    assertThat(started.fresh(Things.THINGS, Things.key("b"), THREAD).broken())
        .containsOnlyKeys(Things.key("b"));
    assertThat(started.fresh(Things.THINGS, THREAD).broken()).containsOnlyKeys(Things.key("b"));
  }
}
