package dev.clusterregistry.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.store.StoreException;
import dev.clusterregistry.store.UnusableStoreException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A member that runs and answers, but is cut off from the others, who go on without it. */
@NeedsEtcd
@Timeout(180)
class PartitionTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final Etcd etcd = Etcd.startOnFaultyNetwork();

  @AfterEach
  void close() {
    etcd.close();
  }

  private static EtcdStore open(List<String> urls) {
    EtcdStore store =
        EtcdStore.open(
            EtcdOptions.of(urls, "/registry/test")
                .withTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(1)));
    await().atMost(SOON).until(() -> store.health().writable());
    return store;
  }

  private EtcdMember member(boolean leading) {
    EtcdMember leader = etcd.leader();
    return leading
        ? leader
        : etcd.members().stream().filter(one -> one != leader).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoIsCutOffServesNothingOldAndWhoMayMoveOnDoes(boolean leading) throws Exception {
    EtcdMember lonely = member(leading);
    try (EtcdStore stuck = open(List.of(lonely.url()));
        EtcdStore free = open(etcd.urls());
        Load load = new Load(free, "load/", 4)) {
      Follower behind = Follower.of(stuck);
      Follower following = Follower.of(free);
      awaitWrites(load);
      etcd.isolate(lonely);
      awaitWrites(load);
      long current = head(free);
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(stuck::head).isInstanceOf(UnusableStoreException.class);
        assertThatThrownBy(() -> stuck.scan("load/")).isInstanceOf(UnusableStoreException.class);
      }
      assertThat(behind.revision()).isLessThan(current);
      await().atMost(SOON).until(() -> !stuck.health().readable());

      etcd.heal();
      await().atMost(SOON).until(() -> stuck.health().writable());
      awaitWrites(load);
      load.stop();
      load.assertNothingLost();
      long end = stuck.head();
      stuck.hasten(end);
      free.hasten(end);
      await().atMost(SOON).until(() -> behind.revision() >= end && following.revision() >= end);
      behind.assertNoFaults();
      following.assertNoFaults();
      assertThat(behind.values()).isEqualTo(following.values());
      assertThat(behind.values()).isEqualTo(Follower.values(free.scan("")));
    }
  }

  private static void awaitWrites(Load load) {
    int wanted = load.acknowledged() + 100;
    await().atMost(SOON).until(() -> load.acknowledged() >= wanted);
  }

  /** Of a store that may be on its way to another member. */
  private static long head(EtcdStore store) {
    while (true) {
      try {
        return store.head();
      } catch (StoreException e) {
        Progress.pause(100);
      }
    }
  }
}
