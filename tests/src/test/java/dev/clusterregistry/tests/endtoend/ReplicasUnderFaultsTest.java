package dev.clusterregistry.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.store.etcd.Etcd;
import dev.clusterregistry.store.etcd.EtcdMember;
import dev.clusterregistry.store.etcd.NeedsEtcd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three servers on an etcd of three members, as clients see them while members and one of the
 * servers fail: nothing acknowledged is lost, every watcher gets every event once, and what one
 * server has acknowledged another never denies.
 */
@NeedsEtcd
@Timeout(300)
class ReplicasUnderFaultsTest {
  private static final int SERVERS = 3;
  private static final int WRITERS = 3; // of each server
  private static final int BETWEEN_FAULTS = 60;

  @TempDir Path folder;
  private final Etcd etcd = Etcd.start(3);
  private final List<ServerProcess> servers = new ArrayList<>();
  private final List<Api> clients = new ArrayList<>();
  private final WriteLog log = new WriteLog();

  @AfterEach
  void stop() {
    clients.forEach(Api::close);
    servers.forEach(ServerProcess::close);
    etcd.close();
  }

  private void startServers() throws Exception {
    for (int i = 0; i < SERVERS; i++) {
      ServerProcess server =
          ServerProcess.start(
              Files.createDirectories(folder.resolve("server-" + i)),
              ServerProcess.freePort(),
              "--etcd-servers=" + String.join(",", etcd.urls()),
              "--etcd-request-timeout=3s",
              "--etcd-healthcheck-timeout=1s");
      servers.add(server);
      clients.add(new Api(server));
    }
  }

  @Test
  void nothingIsLostRepeatedOrDenied() throws Exception {
    long seed = ThreadLocalRandom.current().nextLong();
    System.out.println("replicas under faults: seed " + seed);
    startServers();
    long start = clients.getFirst().get(Api.CLUSTERS).revision();
    List<Watcher> watchers = new ArrayList<>();
    List<Watch> watches = new ArrayList<>();
    for (Api client : clients) {
      Watcher watcher = new Watcher(Api.CLUSTERS, start);
      watches.add(watcher.resume(client));
      watchers.add(watcher);
    }
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < SERVERS * WRITERS; i++) {
        int own = i % SERVERS;
        // Who looks does so through one of the two servers that live.
        Api looking = clients.get(own == 0 ? 1 : 0);
        Writer writer = new Writer("w" + i, log, new Random(seed + i));
        running.add(
            threads.submit(
                () -> {
                  writer.writeAndLook(
                      servers.get(own), clients.get(own), looking, () -> !done.get());
                  return "done";
                }));
      }
      try {
        disturb();
      } finally {
        done.set(true);
      }
      for (Future<?> writer : running) {
        writer.get();
      }
    }
    Api living = clients.getFirst();
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> living.get(Api.CLUSTERS).code() == 200);
    long end = lastOfAll(living);
    assertThat(watches.getLast().endedInOrder()).isFalse();
    watchers.getLast().resume(living);
    Watcher late = new Watcher(Api.CLUSTERS, start);
    late.resume(living);
    late.awaitRevision(end);
    List<Event> history = late.events();
    log.assertDescribes(history);
    for (Watcher watcher : watchers) {
      watcher.awaitRevision(end);
      assertThat(watcher.events()).as("seed %d", seed).isEqualTo(history);
    }
  }

  /** Behind this one there is nothing to wait for. */
  private long lastOfAll(Api api) throws Exception {
    String note = log.nextNote();
    log.begin("ADDED", note);
    long revision = api.post(Api.CLUSTERS, Bodies.cluster("end", "end", note, 0)).revision();
    log.acknowledge("ADDED", note, revision);
    return revision;
  }

  private void disturb() throws Exception {
    awaitMore();
    EtcdMember leader = etcd.leader();
    leader.kill();
    awaitMore();
    etcd.restart(leader);
    awaitMore();
    EtcdMember member = etcd.leader();
    member.pause();
    awaitMore();
    member.resume();
    awaitMore();
    servers.getLast().kill();
    awaitMore();
    etcd.members().forEach(EtcdMember::kill);
    etcd.members().forEach(etcd::restart);
    awaitMore();
  }

  private void awaitMore() {
    log.awaitAcknowledged(log.acknowledged() + BETWEEN_FAULTS);
  }
}
