package dev.clusterregistry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compaction keeps up with writers that never pause. */
class BoundedFileTest {
  private static final int WRITERS = 16;
  private static final int WRITES = 1_500;
  private static final int VALUE = 2_000;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path temporary;

  @Test
  void theFileDoesNotGrowWithTheNumberOfWrites() throws Exception {
    Path folder = temporary.resolve("data");
    SqliteOptions options =
        new SqliteOptions(
            Duration.ofMinutes(10), 1_000, 4 << 20, Duration.ofMillis(20), Duration.ofMillis(100));
    AtomicLong largest = new AtomicLong();
    try (SqliteStore store = SqliteStore.open(folder, options)) {
      List<Thread> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String key = "k" + i;
        writers.add(Thread.startVirtualThread(() -> write(store, folder, key, largest)));
      }
      for (Thread writer : writers) {
        writer.join();
      }
    }
    long written = (long) WRITERS * WRITES * VALUE;
    assertThat(written).isGreaterThan(40_000_000);
    assertThat(largest.get()).isPositive().isLessThan(16_000_000);
  }

  private static void write(SqliteStore store, Path folder, String key, AtomicLong largest) {
    byte[] value = new byte[VALUE];
    long revision = 0;
    for (int i = 0; i < WRITES; i++) {
      WriteResult result = store.put(key, value, revision);
      revision = ((WriteResult.Committed) result).revision();
      long size = folder.resolve("store.sqlite").toFile().length();
      largest.accumulateAndGet(size, Math::max);
    }
  }
}
