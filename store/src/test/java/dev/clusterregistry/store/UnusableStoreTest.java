package dev.clusterregistry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must not be opened is refused with one clear line, and left as it is. */
class UnusableStoreTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path temporary;

  private Path folder() {
    return temporary.resolve("data");
  }

  private Path file() {
    return folder().resolve("store.sqlite");
  }

  private void makeStore() {
    try (SqliteStore store = SqliteStore.open(folder(), SqliteOptions.defaults())) {
      store.put("a", new byte[] {1}, 0);
    }
  }

  private void execute(String... statements) throws Exception {
    try (Connection connection = Connections.writing(file())) {
      for (String statement : statements) {
        Connections.execute(connection, statement);
      }
    }
  }

  private void assertRefused(String reason) {
    assertThatExceptionOfType(UnusableStoreException.class)
        .isThrownBy(() -> SqliteStore.open(folder(), SqliteOptions.defaults()).close())
        .withMessageContaining(reason)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void aFileOfAnotherProgramIsRefused() throws Exception {
    Files.createDirectories(folder());
    execute("CREATE TABLE notes(text)");
    byte[] before = Files.readAllBytes(file());

    assertRefused("is a SQLite file of another program");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void aFileThatIsNotADatabaseIsRefused() throws Exception {
    Files.createDirectories(folder());
    Files.writeString(file(), "x".repeat(200));

    assertRefused("is not a SQLite file");
  }

  @Test
  void aFileThatWasCutOffIsRefused() throws Exception {
    makeStore();
    Files.write(file(), new byte[0]);

    assertRefused("is empty");
  }

  @Test
  void aNewerFormatIsRefused() throws Exception {
    makeStore();
    execute("UPDATE meta SET v = 2 WHERE k = 'format'");

    assertRefused("was written by a newer version (store format 2; this version knows 1)");
  }

  @Test
  void aBackupPutInPlaceByHandIsRefused() throws Exception {
    makeStore();
    Path copy = temporary.resolve("copy");
    StoreBackup.backup(folder(), copy);
    Files.delete(file());
    Files.copy(copy, file());

    assertRefused("is a backup");
  }

  @Test
  void aFolderWhoseStoreIsMissingNeverStartsEmpty() throws Exception {
    makeStore();
    Files.delete(file());

    assertRefused("has held a store, but store.sqlite is missing");
    assertThat(file()).doesNotExist();
  }

  @Test
  void aFolderWithALeftoverLogNeverStartsEmpty() throws Exception {
    Files.createDirectories(folder());
    Files.write(folder().resolve("store.sqlite-wal"), new byte[10]);

    assertRefused("has held a store, but store.sqlite is missing");
  }

  @Test
  void aFolderThatOnlyHasOtherFilesIsNew() throws Exception {
    Files.createDirectories(folder().resolve("pki"));
    Files.createFile(folder().resolve("LOCK"));
    Files.writeString(folder().resolve("store.sqlite.new"), "a start that was interrupted");
    makeStore();

    assertThat(StoreCheck.check(folder()).keys()).isEqualTo(1);
  }

  @Test
  void aFolderThatAnotherProcessUsesIsRefusedAndTheProcessNamed() throws Exception {
    try (ChildJvm writer =
        ChildJvm.start(WriterMain.class, temporary, List.of(folder().toString(), "1"))) {
      assertThat(writer.line()).isNotNull();

      assertRefused("is in use by process " + writer.pid());
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsRefused() throws Exception {
    Files.writeString(folder(), "a file");

    assertRefused("cannot use the data folder");
  }
}
