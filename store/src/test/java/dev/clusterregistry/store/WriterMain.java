package dev.clusterregistry.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Writes until it is killed, and prints every write that was acknowledged. */
final class WriterMain {
  private static final OutputStream OUT = new FileOutputStream(FileDescriptor.out);
  private static final String FILLING = " " + "x".repeat(500);

  private WriterMain() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    if (arguments[1].equals("unsafe")) {
      writeWithoutSync(folder);
      return;
    }
    int writers = Integer.parseInt(arguments[1]);
    SqliteStore store = SqliteStore.open(folder, SqliteOptions.defaults());
    Map<String, Entry> entries = new HashMap<>();
    store.scan("").entries().forEach(entry -> entries.put(entry.key(), entry));
    for (int i = 0; i < writers; i++) {
      String key = "key-" + i;
      Entry entry = entries.get(key);
      long revision = entry == null ? 0 : entry.revision();
      Thread.ofPlatform().start(() -> write(store, key, revision));
    }
  }

  private static void write(Store store, String key, long start) {
    long revision = start;
    try {
      while (true) {
        // A number that rises across processes too.
        long number = revision + 1;
        WriteResult result = store.put(key, value(number), revision);
        revision = ((WriteResult.Committed) result).revision();
        print(key, number, revision);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The control: the same statements without waiting for the disk. */
  private static void writeWithoutSync(Path folder) throws SQLException, IOException {
    SqliteStore.open(folder, SqliteOptions.defaults()).close();
    WriteSession session = WriteSession.open(folder.resolve(DataFolder.STORE));
    session.execute("PRAGMA synchronous=OFF");
    for (long revision = 1; true; revision++) {
      session.begin();
      session.apply(new WriteOperation("key", value(revision), revision - 1), revision, 1);
      session.setRevision(revision);
      session.commit();
      print("key", revision, revision);
    }
  }

  private static byte[] value(long number) {
    return (number + FILLING).getBytes(UTF_8);
  }

  private static synchronized void print(String key, long number, long revision)
      throws IOException {
    OUT.write((key + " " + number + " " + revision + " .\n").getBytes(UTF_8));
  }
}
