package dev.clusterregistry.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.store.CompactedException;
import dev.clusterregistry.store.NotWrittenException;
import dev.clusterregistry.store.UnusableStoreException;
import dev.clusterregistry.store.WriteResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of writers and followers while members of a real cluster of three fail: nothing that
 * was acknowledged is lost, and nobody misses or repeats a change.
 */
@NeedsEtcd
@Timeout(180)
class FaultTest {
  private static final Duration SOON = Duration.ofSeconds(45);

  @TempDir Path folder;

  private final Etcd etcd = Etcd.start(3);
  private EtcdStore store = open(etcd.urls());
  private int loads;

  private static EtcdStore open(List<String> urls) {
    EtcdStore store =
        EtcdStore.open(
            EtcdOptions.of(urls, "/registry/test")
                .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(1)));
    await().atMost(SOON).until(() -> store.health().writable());
    return store;
  }

  @AfterEach
  void close() {
    store.close();
    etcd.close();
  }

  /** Something bad happens while there is load, and then it is over. */
  private void survives(Runnable fault, Runnable end) throws Exception {
    Follower follower = Follower.of(store);
    try (Load load = new Load(store, "load-" + ++loads + "/", 8)) {
      awaitWrites(load, 200);
      fault.run();
      awaitWrites(load, 200);
      end.run();
      awaitWrites(load, 200);
      load.stop();
      load.assertNothingLost();
    }
    await().atMost(SOON).untilAsserted(() -> assertThat(store.health().writable()).isTrue());
    long head = store.head();
    await().atMost(SOON).until(() -> follower.revision() >= head);
    follower.assertNoFaults();
    assertThat(follower.values()).isEqualTo(Follower.values(store.scan("")));
  }

  private static void awaitWrites(Load load, int more) {
    int wanted = load.acknowledged() + more;
    await().atMost(SOON).until(() -> load.acknowledged() >= wanted);
  }

  @Test
  void aKilledMemberIsLeftForAnother() throws Exception {
    EtcdMember member = etcd.member(0);
    survives(member::kill, () -> etcd.restart(member));
  }

  @Test
  void aKilledLeaderIsReplaced() throws Exception {
    EtcdMember leader = etcd.leader();
    survives(leader::kill, () -> etcd.restart(leader));
  }

  @Test
  void aMemberThatHangsIsLeftForAnother() throws Exception {
    EtcdMember leader = etcd.leader();
    survives(leader::pause, leader::resume);
  }

  @Test
  void allMembersMayBeRestarted() throws Exception {
    survives(
        () -> {
          etcd.members().forEach(EtcdMember::kill);
          etcd.members().forEach(etcd::restart);
        },
        () -> {});
  }

  @Test
  void aNetworkThatIsCutAndHealsLosesNothing() throws Exception {
    try (FaultProxy one = new FaultProxy(etcd.member(0).port());
        FaultProxy two = new FaultProxy(etcd.member(1).port())) {
      store.close();
      store = open(List.of(one.url(), two.url()));
      survives(one::cut, one::heal);
      survives(two::reset, one::reset);
    }
  }

  @Test
  void aSlowNetworkIsWaitedFor() throws Exception {
    try (FaultProxy proxy = new FaultProxy(etcd.member(0).port())) {
      store.close();
      store = open(List.of(proxy.url()));
      survives(() -> proxy.delay(100), () -> proxy.delay(0));
    }
  }

  @Test
  void withoutAMajorityNothingIsServedAsCurrentAndErrorsSayWhy() {
    put("a", "1", 0);
    etcd.member(0).kill();
    etcd.member(1).kill();
    assertThatThrownBy(() -> store.head())
        .isInstanceOf(UnusableStoreException.class)
        .hasMessageContaining("etcd does not answer");
    assertThatThrownBy(() -> store.put("b", new byte[1], 0)).hasMessageContaining("etcd");
    await().atMost(SOON).until(() -> !store.health().readable());
    assertThat(store.health().reason()).contains("etcd does not answer");

    etcd.restart(etcd.member(0));
    await().atMost(SOON).until(() -> store.health().writable());
    assertThat(Follower.values(store.scan(""))).containsEntry("a", "1");
  }

  @Test
  void compactionBehindOurBackIsNoticedByWhoIsBehind() {
    long first = put("a", "1", 0);
    long second = put("a", "2", first);
    long third = put("a", "3", second);
    etcd.ctl("compact", Long.toString(third));
    Follower late = new Follower();
    late.progress(first);
    store.watch("", first, late);
    await().atMost(SOON).until(() -> late.lost() instanceof CompactedException);
  }

  @Test
  void aWatchThatWasCutOffWhileHistoryWasCompactedBeginsAnew() {
    try (FaultProxy proxy = new FaultProxy(etcd.member(0).port())) {
      store.close();
      store = open(List.of(proxy.url()));
      Follower follower = Follower.of(store);
      proxy.cut();
      etcd.ctl("put", "/registry/test/a", "1");
      etcd.ctl("del", "/registry/test/a");
      etcd.ctl("put", "/registry/test/b", "1");
      String head = etcd.ctl("put", "/registry/test/b", "2", "-w", "json");
      long revision = Long.parseLong(head.replaceAll(".*\"revision\":(\\d+).*", "$1").strip());
      etcd.ctl("compact", Long.toString(revision));
      proxy.heal();

      await().atMost(SOON).until(() -> follower.lost() instanceof CompactedException);
      Follower again = Follower.of(store);
      assertThat(again.values()).containsEntry("/b", "2").hasSize(1);
      long next = put("c", "1", 0);
      await().atMost(SOON).until(() -> again.revision() >= next);
      again.assertNoFaults();
    }
  }

  @Test
  void anOlderSnapshotEndsWhatFollowedTheNewerHistory() throws Exception {
    long kept = put("a", "kept", 0);
    Path snapshot = folder.resolve("snapshot");
    store.backup(snapshot);
    long lost = put("a", "lost", kept);
    for (int i = 0; i < 50; i++) {
      lost = put("a", "lost " + i, lost);
    }
    Follower follower = Follower.of(store);
    etcd.restore(snapshot);

    await().atMost(SOON).until(() -> follower.lost() != null);
    // Until those who followed have taken up the new history, nothing passes for current.
    assertThatThrownBy(() -> store.head())
        .isInstanceOf(UnusableStoreException.class)
        .hasMessageContaining("loaded anew");
    await().atMost(SOON).ignoreExceptions().untilAsserted(() -> follower.follow(store));
    assertThat(follower.values()).containsEntry("a", "kept");
    long next = put("b", "1", 0);
    assertThat(next).isLessThan(lost);
    await().atMost(SOON).until(() -> follower.revision() >= next);
    assertThat(store.head()).isEqualTo(next);
  }

  private long put(String key, String value, long expected) {
    WriteResult result = store.put(key, value.getBytes(UTF_8), expected);
    return ((WriteResult.Committed) result).revision();
  }

  /** On an etcd of one that may hold little. */
  @Test
  void anEtcdWithoutSpaceTakesNothingAndRecovers() {
    try (Etcd small = Etcd.start(1, "--quota-backend-bytes", "16777216");
        EtcdStore filling = open(small.urls())) {
      byte[] big = new byte[1_000_000];
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 40; i++) {
                  filling.put("/big/" + i, big, 0);
                }
              })
          .isInstanceOf(NotWrittenException.class)
          .hasMessageContaining("out of space");
      assertThat(filling.scan("/big/").entries()).isNotEmpty();
      await().atMost(SOON).until(() -> !filling.health().writable());
      assertThat(filling.health().readable()).isTrue();
      assertThat(filling.health().reason()).contains("NOSPACE");

      small.ctl("del", "/registry/test/big/", "--prefix");
      filling.compact(filling.head());
      small.ctl("defrag");
      small.ctl("alarm", "disarm");
      await().atMost(SOON).until(() -> filling.health().writable());
      assertThat(filling.put("small", new byte[1], 0)).isInstanceOf(WriteResult.Committed.class);
    }
  }
}
