package dev.clusterregistry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fills a small disk that it mounts for itself, and frees it again. */
final class DiskFullMain {
  private static final int VALUE = 16 << 10;

  private DiskFullMain() {}

  public static void main(String[] arguments) throws Exception {
    Path mount = Path.of(arguments[0]);
    ChildJvm.Result mounted =
        ChildJvm.run(List.of("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", mount.toString()));
    if (mounted.exitCode() != 0) {
      System.out.println("CANNOT MOUNT " + mounted.output());
      return;
    }
    Path filler = mount.resolve("filler");
    Files.write(filler, new byte[8 << 20]);
    Path folder = mount.resolve("data");
    Map<String, Long> acknowledged = new HashMap<>();
    try (SqliteStore store = SqliteStore.open(folder, SqliteOptions.defaults())) {
      RecordingSink live = new RecordingSink();
      Subscription watch = store.watch("", 0, live);
      NotWrittenException full = fill(store, acknowledged);
      assertThat(full).hasMessageContaining("the disk is full");
      await().until(() -> fillsUp(store, acknowledged));
      assertThat(store.health().readable()).isTrue();
      assertThat(store.health().reason()).contains("the disk is full", folder.toString());

      assertHolds(store, acknowledged);
      RecordingSink late = new RecordingSink();
      Subscription second = store.watch("", 0, late);
      late.awaitRevision(store.head());
      assertThat(late.changes()).hasSize(acknowledged.size());
      assertThat(live.changes()).hasSize(acknowledged.size());

      Files.delete(filler);
      await().until(() -> store.health().writable());
      put(store, acknowledged, "after");
      live.awaitRevision(store.head());
      assertThat(live.changes()).hasSize(acknowledged.size());
      assertHolds(store, acknowledged);
      watch.close();
      second.close();
    }
    try (SqliteStore store = SqliteStore.open(folder, SqliteOptions.defaults())) {
      assertHolds(store, acknowledged);
    }
    assertThat(StoreCheck.check(folder).problems()).isEmpty();
    System.out.println("DONE " + acknowledged.size());
  }

  /** Small values too no longer fit, and the store has noticed. */
  private static boolean fillsUp(SqliteStore store, Map<String, Long> acknowledged) {
    if (store.health().writable()) {
      fill(store, acknowledged);
    }
    if (store.health().writable()) {
      return false;
    }
    assertThatExceptionOfType(NotWrittenException.class)
        .isThrownBy(() -> store.put("refused", new byte[10], 0))
        .withMessageContaining("the disk is full");
    return true;
  }

  private static NotWrittenException fill(SqliteStore store, Map<String, Long> acknowledged) {
    while (true) {
      try {
        put(store, acknowledged, "key-" + acknowledged.size());
      } catch (NotWrittenException e) {
        return e;
      }
    }
  }

  private static void put(SqliteStore store, Map<String, Long> acknowledged, String key) {
    WriteResult result = store.put(key, new byte[VALUE], 0);
    acknowledged.put(key, ((WriteResult.Committed) result).revision());
  }

  private static void assertHolds(SqliteStore store, Map<String, Long> acknowledged) {
    Map<String, Long> held = new HashMap<>();
    store.scan("").entries().forEach(entry -> held.put(entry.key(), entry.revision()));
    assertThat(held).isEqualTo(acknowledged);
  }
}
