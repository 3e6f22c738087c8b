package dev.clusterregistry.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While nobody knows whether a commit has happened, nobody is shown what it would have done. */
class DoubtTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path temporary;

  @Test
  void nothingAboveTheHeadIsSeenUntilTheFileCanBeAsked() throws Exception {
    Path folder = temporary.resolve("data");
    try (Store store = SqliteStore.open(folder, SqliteOptions.defaults());
        WriteSession behindItsBack = WriteSession.open(folder.resolve("store.sqlite"))) {
      store.put("a", "1".getBytes(UTF_8), 0);
      long head = store.head();
      breakWriting(behindItsBack);
      assertThatExceptionOfType(NotWrittenException.class)
          .isThrownBy(() -> store.put("poison", "1".getBytes(UTF_8), 0));
      assertThat(store.health().writable()).isFalse();
      commit(behindItsBack, "b", head + 1);

      assertThat(store.head()).isEqualTo(head);
      assertThatExceptionOfType(UnusableStoreException.class)
          .isThrownBy(() -> store.scan(""))
          .withMessageStartingWith("it is not known yet whether the last write was applied: ");
      RecordingSink sink = new RecordingSink();
      Subscription watch = store.watch("", 0, sink);
      sink.awaitRevision(head);
      assertThat(sink.story()).containsExactly(head + " a=1");

      mendWriting(behindItsBack);
      await().until(() -> store.health().writable());
      assertThat(store.head()).isEqualTo(head + 1);
      sink.awaitRevision(head + 1);
      watch.close();
      assertThat(sink.story()).containsExactly(head + " a=1", (head + 1) + " b=1");
      assertThat(store.scan("").revision()).isEqualTo(head + 1);
    }
  }

  /** One write fails, and so does every attempt to prove that writing works. */
  private static void breakWriting(WriteSession session) throws Exception {
    session.execute(
        "CREATE TRIGGER poisoned BEFORE INSERT ON log WHEN NEW.key = 'poison'"
            + " BEGIN SELECT RAISE(ABORT, 'poison'); END");
    session.execute(
        "CREATE TRIGGER unproved BEFORE INSERT ON meta"
            + " BEGIN SELECT RAISE(ABORT, 'not now'); END");
  }

  private static void mendWriting(WriteSession session) throws Exception {
    session.execute("DROP TRIGGER unproved");
    session.execute("DROP TRIGGER poisoned");
  }

  /** As if a commit that seemed to fail had happened. */
  private static void commit(WriteSession session, String key, long revision) throws Exception {
    session.begin();
    session.apply(
        new WriteOperation(key, "1".getBytes(UTF_8), 0), revision, System.currentTimeMillis());
    session.setRevision(revision);
    session.commit();
  }
}
