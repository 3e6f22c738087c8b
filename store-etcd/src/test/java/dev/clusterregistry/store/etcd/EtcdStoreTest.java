package dev.clusterregistry.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.StoreContract;
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

  @AfterEach
  void stopEtcd() {
    etcd.close();
  }
}
