package dev.clusterregistry.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.store.NotWrittenException;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.StoreContract;
import dev.clusterregistry.store.WriteResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract on one real etcd, a new one for each test. */
@NeedsEtcd
class EtcdStoreTest extends StoreContract {
  @SuppressWarnings("NullAway.Init")
  private Etcd etcd;

  @Override
  protected Store open() {
    etcd = Etcd.start(1);
    EtcdStore opened = EtcdStore.open(EtcdOptions.of(etcd.urls(), "/registry/test"));
    await().until(() -> opened.health().writable());
    return opened;
  }

  @Test
  void aNewerFormatIsRefusedAndLeftAlone() {
    etcd.ctl("put", "/registry/newer/-/format", "2");
    try (EtcdStore newer = EtcdStore.open(EtcdOptions.of(etcd.urls(), "/registry/newer"))) {
      await()
          .until(
              () ->
                  String.valueOf(newer.health().reason())
                      .contains(
                          "written by a newer version (store format 2; this version knows 1)"));
      assertThat(newer.health().readable()).isFalse();
    }
  }

  @Test
  void theFirstWriteLeavesTheFormatsMarkAndReadsLeaveNothing() {
    store.scan("");
    store.delete("a", 0);
    assertThat(mark()).isEmpty();
    assertThat(store.put("a", new byte[1], 7)).isInstanceOf(WriteResult.Conflict.class);
    assertThat(mark()).isEmpty();
    store.put("a", new byte[1], 0);
    assertThat(mark()).isEqualTo("1");
    try (EtcdStore other = EtcdStore.open(EtcdOptions.of(etcd.urls(), "/registry/test"))) {
      assertThat(other.put("b", new byte[1], 0)).isInstanceOf(WriteResult.Committed.class);
      assertThat(other.put("a", new byte[1], 0)).isInstanceOf(WriteResult.Conflict.class);
    }
    assertThat(store.scan("").entries()).hasSize(2);
  }

  private String mark() {
    return etcd.ctl("get", "/registry/test/-/format", "--print-value-only").strip();
  }

  @Test
  void aServerThatRunsStopsWritingWhenANewerOneChangesTheFormat() {
    store.put("a", new byte[1], 0);
    etcd.ctl("put", "/registry/test/-/format", "2");
    await().until(() -> !store.health().readable());
    assertThat(store.health().reason()).startsWith("the objects there were written by a newer");
    assertThatThrownBy(() -> store.put("b", new byte[1], 0))
        .isInstanceOf(NotWrittenException.class)
        .hasMessageContaining("store format 2; this version knows 1");
    etcd.ctl("put", "/registry/test/-/format", "1");
    await().until(() -> store.health().writable());
    assertThat(store.put("b", new byte[1], 0)).isInstanceOf(WriteResult.Committed.class);
  }

  @AfterEach
  void stopEtcd() {
    etcd.close();
  }
}
