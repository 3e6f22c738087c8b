package dev.clusterregistry.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorruptionTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path temporary;

  private SqliteStore open() {
    return SqliteStore.open(temporary.resolve("data"), SqliteOptions.defaults());
  }

  private Path file() {
    return temporary.resolve("data/store.sqlite");
  }

  private void makeStore() {
    try (SqliteStore store = open()) {
      for (int i = 0; i < 100; i++) {
        store.put(
            "key-" + i, ("the value of " + i + " is here" + "x".repeat(500)).getBytes(UTF_8), 0);
      }
    }
  }

  private void replaceBytes(String old, String replacement) throws Exception {
    byte[] bytes = Files.readAllBytes(file());
    String text = new String(bytes, ISO_8859_1);
    int at = text.indexOf(old);
    assertThat(at).isPositive();
    System.arraycopy(replacement.getBytes(UTF_8), 0, bytes, at, replacement.length());
    Files.write(file(), bytes);
  }

  @Test
  void aFlippedByteInAValueIsFoundAndItsKeyNamed() throws Exception {
    makeStore();
    replaceBytes("value of 42 is", "value of 43 is");

    assertThat(StoreCheck.check(file()).problems())
        .containsExactly(
            "the record of \"key-42\" at revision 44 is damaged: its checksum does not match");
    try (SqliteStore store = open()) {
      assertThatExceptionOfType(UnusableStoreException.class)
          .isThrownBy(() -> store.scan(""))
          .withMessageContaining("\"key-42\"");
      assertThatExceptionOfType(UnusableStoreException.class)
          .isThrownBy(() -> store.put("key-42", new byte[0], 0))
          .withMessageContaining("\"key-42\"");
      assertThat(store.put("other", new byte[0], 0)).isInstanceOf(WriteResult.Committed.class);
      RecordingSink sink = new RecordingSink();
      Subscription watch = store.watch("", 0, sink);
      await().until(() -> sink.lost() != null);
      watch.close();
    }
  }

  @Test
  void aBackupOfADamagedStoreIsRefused() throws Exception {
    makeStore();
    replaceBytes("value of 42 is", "value of 43 is");
    Path copy = temporary.resolve("copy");

    assertThatExceptionOfType(UnusableStoreException.class)
        .isThrownBy(() -> StoreBackup.backup(temporary.resolve("data"), copy))
        .withMessageContaining("\"key-42\"");
    assertThat(copy).doesNotExist();
    assertThat(temporary.resolve("copy.partial")).doesNotExist();
  }

  @Test
  void aRecordThatIsMissingIsFoundAndItsKeyNamed() throws Exception {
    makeStore();
    try (Connection connection = Connections.writing(file())) {
      Connections.execute(connection, "DELETE FROM log WHERE rev = 44");
    }

    assertThat(StoreCheck.check(file()).problems())
        .containsExactly("the current value of \"key-42\" has no record at its revision 44");
    try (SqliteStore store = open()) {
      assertThatExceptionOfType(UnusableStoreException.class)
          .isThrownBy(() -> store.scan(""))
          .withMessageContaining("\"key-42\" is missing");
    }
  }

  @Test
  void aKeyThatIsMissingIsFoundAndNamed() throws Exception {
    makeStore();
    try (Connection connection = Connections.writing(file())) {
      Connections.execute(connection, "DELETE FROM head WHERE key = 'key-42'");
    }

    assertThat(StoreCheck.check(file()).problems())
        .containsExactly(
            "a value that nothing replaced is not a current one: \"key-42\" at revision 44");
  }
}
