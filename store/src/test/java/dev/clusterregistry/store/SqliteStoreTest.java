package dev.clusterregistry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path temporary;

  private Path folder() {
    return temporary.resolve("data");
  }

  @Override
  protected Store open() {
    return SqliteStore.open(folder(), SqliteOptions.defaults());
  }

  private void reopen(SqliteOptions options) {
    store.close();
    store = SqliteStore.open(folder(), options);
  }

  @Test
  void entriesHistoryAndIdentitySurviveARestart() {
    long first = put("a", "1", 0);
    long second = put("a", "2", first);
    long third = delete("b", put("b", "1", 0));
    String identity = store.identity();
    reopen(SqliteOptions.defaults());

    assertThat(store.identity()).isEqualTo(identity);
    assertThat(store.head()).isEqualTo(third);
    assertThat(show(store.scan(""))).containsExactly("a=2@" + second);
    RecordingSink sink = new RecordingSink();
    Subscription watch = store.watch("", first, sink);
    sink.awaitRevision(third);
    watch.close();
    assertThat(sink.changes()).hasSize(3);
    assertThat(put("c", "1", 0)).isGreaterThan(third);
  }

  @Test
  void aRevisionIsNotUsedAgainAfterItsDeletionWasCompacted() {
    long deleted = delete("a", put("a", "1", 0));
    store.compact(deleted);
    reopen(SqliteOptions.defaults());

    assertThat(store.head()).isEqualTo(deleted);
    assertThat(put("b", "1", 0)).isGreaterThan(deleted);
  }

  @Test
  void aWatchThatIsBehindIsToldOfCompaction() {
    for (int i = 0; i < 1_200; i++) {
      put("k" + i, "1", 0);
    }
    RecordingSink sink = new RecordingSink();
    SqliteStore sqlite = (SqliteStore) store;
    // The first slice is read while compaction overtakes what would be the second.
    Subscription watch =
        sqlite.watch(
            "",
            0,
            new ChangeSink() {
              private boolean compacted;

              @Override
              public void changes(List<Change> batch) {
                if (!compacted) {
                  compacted = true;
                  sqlite.compact(1_100);
                }
                sink.changes(batch);
              }

              @Override
              public void progress(long revision) {
                sink.progress(revision);
              }

              @Override
              public void lost(StoreException reason) {
                sink.lost(reason);
              }
            });
    await().until(() -> sink.lost() != null);
    watch.close();

    assertThat(sink.lost()).isInstanceOf(CompactedException.class);
  }

  @Test
  void historyIsCompactedInTheBackgroundWhenItIsOldEnough() {
    SqliteOptions defaults = SqliteOptions.defaults();
    reopen(
        new SqliteOptions(
            Duration.ofMillis(1),
            defaults.historyRevisions(),
            defaults.historyBytes(),
            Duration.ofMillis(20),
            defaults.sinkPatience()));
    long first = put("a", "1", 0);
    long second = put("a", "2", first);
    await()
        .untilAsserted(
            () -> {
              put("b" + store.head(), "1", 0);
              assertThat(store.compacted()).isGreaterThan(second);
            });
  }

  @Test
  void historyIsCompactedInTheBackgroundWhenItHasTooManyRevisions() {
    SqliteOptions defaults = SqliteOptions.defaults();
    reopen(
        new SqliteOptions(
            defaults.historyWindow(),
            100,
            defaults.historyBytes(),
            Duration.ofMillis(20),
            defaults.sinkPatience()));
    long revision = 0;
    for (int i = 0; i < 500; i++) {
      revision = put("a", "1", revision);
    }
    await().until(() -> store.compacted() == 401);
    assertThat(StoreCheck.check(folder()).changes()).isEqualTo(101);
  }

  @Test
  void historyIsCompactedInTheBackgroundWhenItTakesTooManyBytesAndTheFileShrinks()
      throws Exception {
    SqliteOptions defaults = SqliteOptions.defaults();
    reopen(
        new SqliteOptions(
            defaults.historyWindow(),
            defaults.historyRevisions(),
            2 << 20,
            Duration.ofMillis(20),
            defaults.sinkPatience()));
    long revision = 0;
    for (int i = 0; i < 200; i++) {
      revision = put("a", "x".repeat(100_000), revision);
    }
    long last = revision;
    await().until(() -> store.compacted() > last - 40);
    await().until(() -> Files.size(folder().resolve("store.sqlite")) < 8 << 20);
    assertThat(show(store.scan(""))).hasSize(1);
  }

  @Test
  void aSubscriberThatNeverKeepsUpIsServedFromHistory() {
    SqliteOptions defaults = SqliteOptions.defaults();
    reopen(
        new SqliteOptions(
            defaults.historyWindow(),
            defaults.historyRevisions(),
            defaults.historyBytes(),
            defaults.compactionInterval(),
            Duration.ofNanos(-1)));
    RecordingSink sink = new RecordingSink();
    Subscription watch = store.watch("", 0, sink);
    for (int i = 0; i < 3_000; i++) {
      put("k" + i, "1", 0);
    }
    sink.awaitRevision(store.head());
    watch.close();

    assertThat(sink.changes()).hasSize(3_000);
  }

  @Test
  void filesAreForTheirOwnerOnly() throws Exception {
    put("a", "1", 0);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
    try (var files = Files.list(folder())) {
      assertThat(files.toList())
          .hasSize(4)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void aSinkThatCallsTheStoreIsABugAndSaidSo() {
    RecordingSink sink = new RecordingSink();
    Subscription watch =
        store.watch(
            "",
            0,
            new ChangeSink() {
              @Override
              public void changes(List<Change> batch) {
                if (batch.getFirst().revision() > 2) {
                  put("from-the-sink", "1", 0);
                }
                sink.changes(batch);
              }

              @Override
              public void progress(long revision) {}

              @Override
              public void lost(StoreException reason) {
                sink.lost(reason);
              }
            });
    sink.awaitRevision(put("a", "1", 0));
    await()
        .untilAsserted(
            () -> {
              put("b" + store.head(), "1", 0);
              assertThat(sink.lost()).isNotNull();
            });
    watch.close();
  }

  @Test
  void theStoreCannotBeOpenedTwice() {
    assertThatExceptionOfType(UnusableStoreException.class)
        .isThrownBy(this::open)
        .withMessageContaining("is in use by this process");
    // A failed attempt does not release the lock.
    assertThatExceptionOfType(UnusableStoreException.class).isThrownBy(this::open);
  }
}
