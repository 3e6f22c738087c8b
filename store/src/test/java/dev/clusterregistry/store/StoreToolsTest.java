package dev.clusterregistry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreToolsTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path temporary;

  private Path folder() {
    return temporary.resolve("data");
  }

  private Path copy() {
    return temporary.resolve("copy");
  }

  private SqliteStore open() {
    return SqliteStore.open(folder(), SqliteOptions.defaults());
  }

  private static long put(Store store, String key, long expected) {
    WriteResult result = store.put(key, new byte[1_000], expected);
    return ((WriteResult.Committed) result).revision();
  }

  @Test
  void aBackupWhileWritingIsSoundAndOfOneMoment() throws Exception {
    try (SqliteStore store = open()) {
      AtomicBoolean done = new AtomicBoolean();
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; !done.get(); i++) {
                      put(store, "key-" + i, 0);
                    }
                  });
      while (store.head() < 100) {
        Thread.onSpinWait();
      }
      store.backup(copy());
      done.set(true);
      writer.join();
    }
    StoreReport report = StoreCheck.check(copy());
    assertThat(report.problems()).isEmpty();
    assertThat(report.backup()).isTrue();
    assertThat(report.keys()).isGreaterThanOrEqualTo(99);
    assertThat(report.revision()).isEqualTo(Store.INITIAL_REVISION + report.keys());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy())))
        .isEqualTo("rw-------");
    try (var files = Files.list(temporary)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())).sorted())
          .containsExactly("copy", "data");
    }
  }

  @Test
  void aBackupNeverOverwrites() throws Exception {
    Files.writeString(copy(), "precious");
    try (SqliteStore store = open()) {
      assertThatExceptionOfType(UnusableStoreException.class)
          .isThrownBy(() -> store.backup(copy()))
          .withMessageContaining("exists already");
    }
    assertThat(copy()).hasContent("precious");
  }

  @Test
  void aRestoredStoreHasItsEntriesANewIdentityAndHigherRevisions() {
    String identity;
    long last;
    try (SqliteStore store = open()) {
      put(store, "a", put(store, "a", 0));
      store.backup(copy());
      last = put(store, "written-after-the-backup", 0);
      identity = store.identity();
    }
    assertThatExceptionOfType(UnusableStoreException.class)
        .isThrownBy(() -> StoreRestore.restore(copy(), folder(), false))
        .withMessageContaining("holds a store");

    assertThat(StoreRestore.restore(copy(), folder(), true).problems()).isEmpty();

    try (SqliteStore store = open()) {
      assertThat(store.identity()).isNotEqualTo(identity);
      assertThat(store.scan("").entries()).extracting(Entry::key).containsExactly("a");
      assertThat(store.head()).isEqualTo(last + 1_000_000_000);
      assertThatExceptionOfType(CompactedException.class)
          .isThrownBy(() -> store.watch("", last, new RecordingSink()));
      RecordingSink sink = new RecordingSink();
      Subscription watch = store.watch("", store.head(), sink);
      long next = put(store, "b", 0);
      sink.awaitRevision(next);
      watch.close();
      store.compact(next);
      assertThat(store.compacted()).isEqualTo(next);
    }
    assertThat(StoreCheck.check(folder()).problems()).isEmpty();
  }

  @Test
  void aReplacedStoreIsKeptBesideTheNewOne() throws Exception {
    try (SqliteStore store = open()) {
      put(store, "a", 0);
      store.backup(copy());
    }
    StoreRestore.restore(copy(), folder(), true);

    try (var files = Files.list(folder())) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .anyMatch(name -> name.startsWith("replaced-") && name.endsWith("-store.sqlite"));
    }
  }

  @Test
  void aRestoreIntoAnEmptyFolderMakesAStore() {
    try (SqliteStore store = open()) {
      put(store, "a", 0);
      store.backup(copy());
    }
    Path other = temporary.resolve("other");
    StoreRestore.restore(copy(), other, false);

    try (SqliteStore store = SqliteStore.open(other, SqliteOptions.defaults())) {
      assertThat(store.scan("").entries()).hasSize(1);
    }
  }

  @Test
  void aStoreInUseIsNeitherRestoredNorCompacted() {
    try (SqliteStore store = open()) {
      store.backup(copy());
      assertThatExceptionOfType(UnusableStoreException.class)
          .isThrownBy(() -> StoreRestore.restore(copy(), folder(), true))
          .withMessageContaining("is in use");
      assertThatExceptionOfType(UnusableStoreException.class)
          .isThrownBy(() -> StoreCompact.compact(folder()))
          .withMessageContaining("is in use");
    }
  }

  @Test
  void compactingMakesTheFileSmallAndKeepsTheEntries() {
    try (SqliteStore store = open()) {
      long revision = 0;
      for (int i = 0; i < 1_000; i++) {
        revision = put(store, "a", revision);
      }
    }
    StoreCompact.Sizes sizes = StoreCompact.compact(folder());

    assertThat(sizes.before()).isGreaterThan(1_000_000);
    assertThat(sizes.after()).isLessThan(100_000);
    StoreReport report = StoreCheck.check(folder());
    assertThat(report.problems()).isEmpty();
    assertThat(report.changes()).isEqualTo(1);
    try (SqliteStore store = open()) {
      assertThat(store.head()).isEqualTo(1_001);
      assertThat(store.compacted()).isEqualTo(1_001);
    }
  }

  @Test
  void thereIsNothingToCheckWithoutAStore() {
    assertThatExceptionOfType(UnusableStoreException.class)
        .isThrownBy(() -> StoreCheck.check(folder()))
        .withMessageContaining("there is no store");
  }
}
