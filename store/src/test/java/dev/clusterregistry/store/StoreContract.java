package dev.clusterregistry.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Store} does. Inherited by the test of each implementation.
 *
 * <p>Longer than a file should be: the contract is one list, and an implementation inherits all of
 * it or none.
 */
public abstract class StoreContract {
  @SuppressWarnings("NullAway.Init")
  protected Store store;

  /** A new, empty store. */
  protected abstract Store open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = open();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void aNewStoreIsEmptyAndHealthy() {
    assertThat(store.scan("").entries()).isEmpty();
    assertThat(store.scan("").revision()).isEqualTo(store.head());
    assertThat(store.health()).isEqualTo(new StoreHealth(true, true, null));
    assertThat(store.identity()).isNotEmpty();
  }

  @Test
  void everyWriteGetsAHigherRevision() {
    long created = put("a", "1", 0);
    long updated = put("a", "2", created);
    long other = put("b", "1", 0);
    long deleted = delete("a", updated);

    assertThat(List.of(created, updated, other, deleted)).isSorted().doesNotHaveDuplicates();
    assertThat(store.head()).isEqualTo(deleted);
    assertThat(show(store.scan(""))).containsExactly("b=1@" + other);
  }

  @Test
  void aCreateOfWhatExistsAnswersTheCurrentEntry() {
    long created = put("a", "1", 0);

    assertThat(conflict(store.put("a", bytes("2"), 0))).isEqualTo("a=1@" + created);
    assertThat(store.head()).isEqualTo(created);
  }

  @Test
  void aWriteOnAStaleRevisionAnswersTheCurrentEntry() {
    long created = put("a", "1", 0);
    long updated = put("a", "2", created);

    assertThat(conflict(store.put("a", bytes("3"), created))).isEqualTo("a=2@" + updated);
    assertThat(conflict(store.delete("a", created))).isEqualTo("a=2@" + updated);
    assertThat(store.head()).isEqualTo(updated);
  }

  @Test
  void aWriteOnWhatDoesNotExistAnswersNoEntry() {
    assertThat(conflict(store.put("a", bytes("1"), 7))).isNull();
    assertThat(conflict(store.delete("a", 7))).isNull();
    assertThat(conflict(store.delete("a", 0))).isNull();
    assertThat(store.head()).isEqualTo(Store.INITIAL_REVISION);
  }

  @Test
  void aDeletedKeyCanBeCreatedAgain() {
    long deleted = delete("a", put("a", "1", 0));
    long again = put("a", "2", 0);

    assertThat(again).isGreaterThan(deleted);
    assertThat(show(store.scan(""))).containsExactly("a=2@" + again);
  }

  @Test
  void emptyAndBigValuesAreKept() {
    byte[] big = new byte[Store.LARGEST_VALUE];
    new Random(1).nextBytes(big);
    put("empty", "", 0);
    store.put("big", big, 0);

    List<Entry> entries = store.scan("").entries();
    assertThat(entries.get(0).value()).isEqualTo(big);
    assertThat(entries.get(1).value()).isEmpty();
  }

  @Test
  void aScanIsInTheOrderOfUtf8Bytes() {
    // As UTF-16, the surrogates of the last one would sort before U+FFFD.
    List<String> keys = List.of("A", "a", "a/", "a/b", "ab", "b", "é", "\uFFFD", "\uD83D\uDE00");
    for (int i = keys.size() - 1; i >= 0; i--) {
      put(keys.get(i), "x", 0);
    }
    assertThat(store.scan("").entries()).extracting(Entry::key).containsExactlyElementsOf(keys);
  }

  @Test
  void aScanTakesThePrefixLiterally() {
    for (String key : List.of("a", "a/%", "a/_b", "a/b", "a0", "b", "\uDBFF\uDFFF", "\uD7FF")) {
      put(key, "x", 0);
    }
    assertThat(store.scan("a/").entries())
        .extracting(Entry::key)
        .containsExactly("a/%", "a/_b", "a/b");
    assertThat(store.scan("a/_").entries()).extracting(Entry::key).containsExactly("a/_b");
    assertThat(store.scan("\uDBFF\uDFFF").entries()).hasSize(1);
    assertThat(store.scan("\uD7FF").entries()).hasSize(1);
    assertThat(store.scan("c").entries()).isEmpty();
  }

  @Test
  void aWatchReplaysHistoryAndGoesOn() {
    long first = put("k/a", "1", 0);
    long second = put("k/a", "2", first);
    long third = delete("k/a", second);
    RecordingSink sink = new RecordingSink();
    try (Subscription watch = store.watch("k/", 0, sink)) {
      sink.awaitRevision(third);
      long fourth = put("k/b", "3", 0);
      sink.awaitRevision(fourth);

      assertThat(sink.story())
          .containsExactly(
              first + " k/a=1", second + " k/a=2", third + " k/a deleted", fourth + " k/b=3");
      assertThat(sink.changes())
          .extracting(Change::previousRevision)
          .containsExactly(0L, first, second, 0L);
      assertThat(sink.changes().subList(0, 3))
          .extracting(change -> text(change.previousValue()))
          .containsExactly(null, "1", "2");
      assertThat(watch).isNotNull();
    }
  }

  @Test
  void aWatchStartsAfterTheGivenRevision() {
    long first = put("a", "1", 0);
    long second = put("a", "2", first);
    RecordingSink sink = new RecordingSink();
    Subscription watch = store.watch("", first, sink);
    sink.awaitRevision(second);
    watch.close();

    assertThat(sink.story()).containsExactly(second + " a=2");
    assertThat(text(sink.changes().getFirst().previousValue())).isEqualTo("1");
  }

  @Test
  void aWatchHearsOfProgressElsewhere() {
    RecordingSink sink = new RecordingSink();
    Subscription watch = store.watch("k/", 0, sink);
    long other = put("other", "1", 0);
    sink.awaitRevision(other);
    watch.close();

    assertThat(sink.changes()).isEmpty();
  }

  @Test
  void aLiveWatchHasHeardOfAWriteBeforeItsWriter() {
    RecordingSink sink = new RecordingSink();
    Subscription watch = store.watch("", 0, sink);
    sink.awaitRevision(put("a", "0", 0));
    for (int i = 0; i < 100; i++) {
      long revision = put("b" + i, "1", 0);
      // Live since an earlier write at the latest; the first ones may still be caught up with.
      if (i > 50) {
        assertThat(sink.changes().getLast().revision()).isEqualTo(revision);
      } else {
        sink.awaitRevision(revision);
      }
    }
    watch.close();
  }

  @Test
  void aClosedWatchHearsNothing() {
    RecordingSink sink = new RecordingSink();
    Subscription watch = store.watch("", 0, sink);
    long seen = put("a", "1", 0);
    sink.awaitRevision(seen);
    watch.close();
    put("b", "1", 0);

    assertThat(sink.story()).containsExactly(seen + " a=1");
  }

  @Test
  void aSinkMayCloseItsOwnWatch() {
    AtomicInteger calls = new AtomicInteger();
    Subscription[] watch = new Subscription[1];
    CountDownLatch opened = new CountDownLatch(1);
    RecordingSink every = new RecordingSink();
    watch[0] =
        store.watch(
            "",
            0,
            new ChangeSink() {
              @Override
              public void changes(List<Change> batch) {
                calls.incrementAndGet();
                try {
                  opened.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                watch[0].close();
              }

              @Override
              public void progress(long revision) {}

              @Override
              public void lost(StoreException reason) {}
            });
    opened.countDown();
    Subscription other = store.watch("", 0, every);
    put("a", "1", 0);
    every.awaitRevision(put("b", "1", 0));
    other.close();

    assertThat(calls).hasValue(1);
  }

  @Test
  void aFailingSinkEndsItsOwnWatchOnly() {
    RecordingSink good = new RecordingSink();
    AtomicBoolean told = new AtomicBoolean();
    store.watch(
        "",
        0,
        new ChangeSink() {
          @Override
          public void changes(List<Change> batch) {
            throw new IllegalStateException("a sink that fails, as part of a test");
          }

          @Override
          public void progress(long revision) {}

          @Override
          public void lost(StoreException reason) {
            told.set(true);
          }
        });
    Subscription watch = store.watch("", 0, good);
    put("a", "1", 0);
    good.awaitRevision(put("b", "1", 0));
    await().untilTrue(told);
    watch.close();

    assertThat(good.changes()).hasSize(2);
  }

  @Test
  void anEarlierStateIsReadUntilItIsCompacted() {
    long first = put("k/a", "1", 0);
    long other = put("k/b", "1", 0);
    long second = put("k/a", "2", first);
    long deleted = delete("k/b", other);
    put("k/c", "1", 0);
    put("l", "1", 0);

    assertThat(store.scan("k/", first).revision()).isEqualTo(first);
    assertThat(show(store.scan("k/", first))).containsExactly("k/a=1@" + first);
    assertThat(show(store.scan("k/", second))).containsExactly("k/a=2@" + second, "k/b=1@" + other);
    store.compact(deleted);
    assertThat(show(store.scan("k/", deleted))).containsExactly("k/a=2@" + second);
    assertThatExceptionOfType(CompactedException.class).isThrownBy(() -> store.scan("k/", second));
  }

  @Test
  void oneKeyIsReadWithoutItsNeighbours() {
    assertThat(store.get("a")).isNull();
    put("ab", "2", 0);
    assertThat(store.get("a")).isNull();
    long revision = put("a", "1", 0);
    assertThat(show(Objects.requireNonNull(store.get("a")))).isEqualTo("a=1@" + revision);
  }

  @Test
  void compactionForgetsHistoryAndKeepsEntries() {
    long first = put("a", "1", 0);
    long second = put("a", "2", first);
    long third = delete("b", put("b", "1", 0));
    store.compact(second);
    store.compact(first);

    assertThat(store.compacted()).isEqualTo(second);
    assertThat(show(store.scan(""))).containsExactly("a=2@" + second);
    assertThatExceptionOfType(CompactedException.class)
        .isThrownBy(() -> store.watch("", first, new RecordingSink()))
        .satisfies(e -> assertThat(e.oldest()).isEqualTo(second));
    RecordingSink sink = new RecordingSink();
    Subscription watch = store.watch("", second, sink);
    sink.awaitRevision(third);
    watch.close();
    assertThat(sink.changes()).hasSize(2);
  }

  @Test
  void whatACompactedRevisionReplacedIsStillTheLaterChangesPreviousValue() {
    long first = put("a", "1", 0);
    store.compact(first);
    long second = put("a", "2", first);
    RecordingSink sink = new RecordingSink();
    Subscription watch = store.watch("", first, sink);
    sink.awaitRevision(second);
    watch.close();

    assertThat(text(sink.changes().getFirst().previousValue())).isEqualTo("1");
  }

  @Test
  void compactionOfTheFutureForgetsThePastOnly() {
    long first = put("a", "1", 0);
    store.compact(first + 1_000);

    assertThat(store.compacted()).isEqualTo(first);
  }

  @Test
  void ofConcurrentWritersOfOneRevisionExactlyOneWins() throws Exception {
    long revision = put("a", "0", 0);
    for (int round = 0; round < 50; round++) {
      long expected = revision;
      List<WriteResult> results = new ArrayList<>();
      try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<WriteResult>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          answers.add(writers.submit(() -> store.put("a", bytes("x"), expected)));
        }
        for (Future<WriteResult> answer : answers) {
          results.add(answer.get());
        }
      }
      List<WriteResult.Committed> winners = new ArrayList<>();
      for (WriteResult result : results) {
        if (result instanceof WriteResult.Committed committed) {
          winners.add(committed);
        }
      }
      assertThat(winners).hasSize(1);
      revision = winners.getFirst().revision();
    }
  }

  /**
   * Random writers, with watchers that come and go: each watcher's changes, applied to the scan it
   * started from, must give the state that a later scan shows.
   */
  @Test
  void scanAndWatchTogetherNeverMissOrRepeatAChange() throws Exception {
    long seed = ThreadLocalRandom.current().nextLong();
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int number = i;
        writers.add(threads.submit(() -> writeAtRandom(new Random(seed + number), 300)));
      }
      List<Future<?>> watchers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        watchers.add(threads.submit(() -> followUntil(done)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      done.set(true);
      for (Future<?> watcher : watchers) {
        watcher.get();
      }
    } catch (Exception | AssertionError e) {
      throw new AssertionError("failed with seed " + seed, e);
    }
  }

  private void writeAtRandom(Random random, int count) {
    Map<String, Long> known = new HashMap<>();
    for (int i = 0; i < count; i++) {
      String key = (random.nextBoolean() ? "x/" : "y/") + random.nextInt(20);
      long expected = known.getOrDefault(key, 0L);
      boolean delete = expected > 0 && random.nextInt(4) == 0;
      WriteResult result =
          delete ? store.delete(key, expected) : store.put(key, bytes("v" + i), expected);
      long revision =
          switch (result) {
            case WriteResult.Committed committed -> delete ? 0 : committed.revision();
            case WriteResult.Conflict conflict -> {
              Entry current = conflict.current();
              yield current == null ? 0 : current.revision();
            }
          };
      known.put(key, revision);
    }
  }

  private void followUntil(AtomicBoolean done) {
    boolean last;
    do {
      last = done.get();
      Scan start = store.scan("x/");
      Map<String, String> state = new TreeMap<>();
      start.entries().forEach(entry -> state.put(entry.key(), show(entry)));
      RecordingSink sink = new RecordingSink();
      Subscription watch = store.watch("x/", start.revision(), sink);
      Scan end = store.scan("x/");
      sink.awaitRevision(end.revision());
      watch.close();
      for (Change change : sink.changes()) {
        byte[] value = change.value();
        if (change.revision() <= end.revision()) {
          if (value == null) {
            state.remove(change.key());
          } else {
            state.put(change.key(), show(new Entry(change.key(), value, change.revision())));
          }
        }
      }
      assertThat(List.copyOf(state.values())).isEqualTo(show(end));
    } while (!last);
  }

  @Test
  void aClosedStoreRefusesWrites() {
    store.close();

    assertThatExceptionOfType(NotWrittenException.class).isThrownBy(() -> put("a", "1", 0));
    assertThat(store.health().writable()).isFalse();
  }

  protected final long put(String key, String value, long expected) {
    return committed(store.put(key, bytes(value), expected));
  }

  protected final long delete(String key, long expected) {
    return committed(store.delete(key, expected));
  }

  protected static long committed(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Committed.class);
    return ((WriteResult.Committed) result).revision();
  }

  protected static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  protected static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  protected static String show(Entry entry) {
    return entry.key() + "=" + text(entry.value()) + "@" + entry.revision();
  }

  protected static List<String> show(Scan scan) {
    return scan.entries().stream().map(StoreContract::show).toList();
  }

  private static @Nullable String conflict(WriteResult result) {
    Entry current = ((WriteResult.Conflict) result).current();
    return current == null ? null : show(current);
  }
}
