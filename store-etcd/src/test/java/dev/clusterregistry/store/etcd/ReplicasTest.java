package dev.clusterregistry.store.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.store.CompactedException;
import dev.clusterregistry.store.Scan;
import dev.clusterregistry.store.UnusableStoreException;
import dev.clusterregistry.store.WriteResult;
import dev.clusterregistry.store.etcd.Linearizability.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several servers on one cluster of three members. */
@NeedsEtcd
@Timeout(180)
class ReplicasTest {
  private static final Duration SOON = Duration.ofSeconds(45);

  private final Etcd etcd = Etcd.start(3);
  private final List<EtcdStore> stores = new ArrayList<>();

  @AfterEach
  void close() {
    stores.forEach(EtcdStore::close);
    etcd.close();
  }

  private EtcdStore open() {
    return open(Duration.ofMinutes(5));
  }

  private EtcdStore open(Duration compaction) {
    EtcdStore store =
        EtcdStore.open(
            EtcdOptions.of(etcd.urls(), "/registry/test")
                .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(1))
                .withCompactionInterval(compaction));
    stores.add(store);
    await().atMost(SOON).until(() -> store.health().writable());
    return store;
  }

  @Test
  void aWriteThroughOneIsReadAndHeardOfThroughAllOthers() {
    EtcdStore one = open();
    EtcdStore two = open();
    Follower follower = Follower.of(two);
    for (int i = 0; i < 50; i++) {
      WriteResult result = one.put("k/" + i, new byte[1], 0);
      long revision = ((WriteResult.Committed) result).revision();
      assertThat(two.head()).isGreaterThanOrEqualTo(revision);
      assertThat(two.scan("k/").entries()).hasSize(i + 1);
    }
    long head = two.head();
    await().atMost(SOON).until(() -> follower.revision() >= head);
    follower.assertNoFaults();
    assertThat(follower.changeCount()).isEqualTo(50);
  }

  @Test
  void followersComeToTheHeadAlsoWhenOthersWriteElsewhere() {
    EtcdStore store = open();
    Follower follower = Follower.of(store);
    for (int i = 0; i < 5; i++) {
      etcd.ctl("put", "/somebody/else", "x");
      long head = store.head();
      store.hasten(head);
      await().atMost(Duration.ofSeconds(5)).until(() -> follower.revision() >= head);
    }
    follower.assertNoFaults();
    assertThat(follower.changeCount()).isZero();
  }

  /** Newer versions say where the watch is; with older ones a reader does not wait for it. */
  @Test
  void readingWritesNothing() {
    EtcdStore store = open();
    await().atMost(SOON).until(() -> store.tellsProgress() == etcd.tellsProgress());
    for (int i = 0; i < 20; i++) {
      etcd.ctl("put", "/somebody/else", "x");
      store.head();
      store.scan("");
    }
    long head = store.head();
    if (etcd.tellsProgress()) {
      Follower follower = Follower.of(store);
      await().atMost(Duration.ofSeconds(5)).until(() -> follower.revision() >= head);
    }
    assertThat(etcd.ctl("get", "/registry/test/-/tick", "-w", "fields")).contains("\"Count\" : 0");
  }

  @Test
  void aStateFromBeforeTheStartIsReadThroughAnyReplica() {
    EtcdStore one = open();
    long first = ((WriteResult.Committed) one.put("a", new byte[1], 0)).revision();
    long second = ((WriteResult.Committed) one.put("b", new byte[1], 0)).revision();
    one.delete("a", first);
    EtcdStore two = open();
    assertThat(two.scan("", second).entries()).hasSize(2);
    assertThat(two.scan("").entries()).hasSize(1);
    assertThatThrownBy(() -> two.scan("", two.head() + 100))
        .isInstanceOf(UnusableStoreException.class);
    etcd.ctl("compact", Long.toString(two.head()));
    assertThatThrownBy(() -> two.scan("", second)).isInstanceOf(CompactedException.class);
  }

  @Test
  void whatOneReplicaSawAnotherResumes() {
    EtcdStore one = open();
    Scan seen = one.scan("");
    for (int i = 0; i < 20; i++) {
      one.put("k/" + i, new byte[1], 0);
    }
    one.close();
    EtcdStore two = open();
    Follower follower = new Follower();
    follower.progress(seen.revision());
    two.watch("", seen.revision(), follower);
    long head = two.head();
    await().atMost(SOON).until(() -> follower.revision() >= head);
    follower.assertNoFaults();
    assertThat(follower.changeCount()).isEqualTo(20);
  }

  @Test
  void oneOfAllCompactsAndAllKnowHowFar() {
    EtcdStore one = open(Duration.ofSeconds(1));
    EtcdStore two = open(Duration.ofSeconds(1));
    AtomicBoolean done = new AtomicBoolean();
    Thread writer =
        Thread.startVirtualThread(
            () -> {
              long revision = 0;
              while (!done.get()) {
                WriteResult result = one.put("a", new byte[1], revision);
                revision = ((WriteResult.Committed) result).revision();
                Progress.pause(5);
              }
            });
    await().atMost(SOON).until(() -> one.compacted() > 0 && two.compacted() > 0);
    long far = one.compacted();
    await().atMost(SOON).until(() -> one.compacted() > far && two.compacted() > far);
    done.set(true);
    await().until(() -> !writer.isAlive());
    String key = etcd.ctl("get", "/registry/test/-/compact_rev_key", "-w", "json");
    assertThat(key).contains("\"version\":");
  }

  /** Random reads and writes through three replicas while members are killed and paused. */
  @Test
  void whatClientsSeeOfThreeReplicasUnderFaultsIsLinearizable() throws Exception {
    long seed = ThreadLocalRandom.current().nextLong();
    List<String> keys = List.of("k/0", "k/1", "k/2", "k/3");
    Map<String, ConcurrentLinkedQueue<Operation>> history = Replica.history(keys);
    AtomicInteger values = new AtomicInteger();
    List<Replica> replicas = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      replicas.add(new Replica(open(), history, values));
    }
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        Random random = new Random(seed + i);
        Replica replica = replicas.get(i % 3);
        running.add(
            clients.submit(
                () -> {
                  while (!done.get()) {
                    replica.act(keys.get(random.nextInt(keys.size())), random);
                    Progress.pause(2);
                  }
                }));
      }
      disturb(history);
      done.set(true);
      for (Future<?> client : running) {
        client.get();
      }
    }
    for (String key : keys) {
      List<Operation> operations = List.copyOf(history.get(key));
      assertThat(operations).hasSizeGreaterThan(100);
      assertThat(Linearizability.holds(operations)).as("%s, seed %d", key, seed).isTrue();
    }
    for (Replica replica : replicas) {
      replica.follower().assertNoFaults();
    }
  }

  private void disturb(Map<String, ConcurrentLinkedQueue<Operation>> history) {
    awaitMore(history);
    EtcdMember leader = etcd.leader();
    leader.kill();
    awaitMore(history);
    etcd.restart(leader);
    awaitMore(history);
    EtcdMember other = etcd.member(1);
    other.pause();
    awaitMore(history);
    other.resume();
    awaitMore(history);
  }

  private static void awaitMore(Map<String, ConcurrentLinkedQueue<Operation>> history) {
    int wanted = size(history) + 300;
    await().atMost(SOON).until(() -> size(history) >= wanted);
  }

  private static int size(Map<String, ConcurrentLinkedQueue<Operation>> history) {
    return history.values().stream().mapToInt(ConcurrentLinkedQueue::size).sum();
  }

  /** Creating the same key through all at once. */
  @Test
  void ofConcurrentCreatesThroughAllExactlyOneWins() throws Exception {
    List<EtcdStore> all = List.of(open(), open(), open());
    for (int round = 0; round < 20; round++) {
      String key = "k/" + round;
      List<Future<WriteResult>> answers = new ArrayList<>();
      try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
        for (EtcdStore store : all) {
          answers.add(clients.submit(() -> store.put(key, key.getBytes(UTF_8), 0)));
        }
      }
      int winners = 0;
      for (Future<WriteResult> answer : answers) {
        winners += answer.get() instanceof WriteResult.Committed ? 1 : 0;
      }
      assertThat(winners).isOne();
    }
  }
}
