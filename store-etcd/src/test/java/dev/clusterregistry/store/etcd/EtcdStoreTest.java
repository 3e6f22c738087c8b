package dev.clusterregistry.store.etcd;

import static org.awaitility.Awaitility.await;

import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.StoreContract;
import org.junit.jupiter.api.AfterEach;

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

  @AfterEach
  void stopEtcd() {
    etcd.close();
  }
}
