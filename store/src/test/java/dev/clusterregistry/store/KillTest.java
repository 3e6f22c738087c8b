package dev.clusterregistry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
  private static final int ROUNDS = 30;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path temporary;

  @Test
  void noAcknowledgedWriteIsLostAndNoRevisionReusedByKill() throws Exception {
    long seed = ThreadLocalRandom.current().nextLong();
    Random random = new Random(seed);
    Path folder = temporary.resolve("data");
    AckLog acks = new AckLog();
    RecordingSink sink = new RecordingSink();
    long resumeAfter = 0;
    for (int round = 0; round < ROUNDS; round++) {
      writeAndKill(folder, acks, 50 + random.nextInt(300));
      try (SqliteStore store = SqliteStore.open(folder, SqliteOptions.defaults())) {
        assertThat(acks.lost(store)).as("lost in round %s, seed %s", round, seed).isZero();
        Subscription watch = store.watch("", resumeAfter, sink);
        resumeAfter = store.head();
        sink.awaitRevision(resumeAfter);
        watch.close();
      }
    }
    acks.assertAllIn(sink.changes());
    assertThat(acks.size()).isGreaterThan(ROUNDS * 50);
    assertThat(StoreCheck.check(folder).problems()).isEmpty();
  }

  private void writeAndKill(Path folder, AckLog acks, int enough) throws Exception {
    try (ChildJvm writer =
        ChildJvm.start(WriterMain.class, temporary, List.of(folder.toString(), "16"))) {
      String line;
      int count = 0;
      while ((line = writer.line()) != null) {
        acks.add(line);
        if (++count == enough) {
          writer.kill();
        }
      }
      assertThat(count).isGreaterThanOrEqualTo(enough);
    }
  }
}
