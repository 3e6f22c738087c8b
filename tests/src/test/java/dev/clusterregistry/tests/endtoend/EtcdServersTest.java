package dev.clusterregistry.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.store.etcd.Etcd;
import dev.clusterregistry.store.etcd.NeedsEtcd;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers whose objects are on an etcd that they share. */
@NeedsEtcd
@Timeout(300)
class EtcdServersTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final Etcd etcd = Etcd.start(1);

  @AfterEach
  void stop() {
    etcd.close();
  }

  private ServerProcess server(String name, String... flags) throws Exception {
    Path own = Files.createDirectories(folder.resolve(name));
    String[] all = new String[flags.length + 1];
    all[0] = "--etcd-servers=" + String.join(",", etcd.urls());
    System.arraycopy(flags, 0, all, 1, flags.length);
    return ServerProcess.start(own, ServerProcess.freePort(), all);
  }

  @Test
  void whatIsWrittenThroughOneServerIsReadAndWatchedThroughTheOther() throws Exception {
    try (ServerProcess one = server("one");
        ServerProcess two = server("two");
        Api first = new Api(one);
        Api second = new Api(two)) {
      Watcher watcher = new Watcher(Api.CLUSTERS, second.get(Api.CLUSTERS).revision());
      watcher.resume(second);
      long last = 0;
      for (int i = 0; i < 20; i++) {
        last = create(first, "c-" + (100 + i));
        assertThat(second.get(Api.CLUSTERS + "/c-" + (100 + i)).code()).isEqualTo(200);
      }
      watcher.awaitRevision(last);
      assertThat(watcher.events()).hasSize(20).extracting(Event::name).isSorted();

      Api.Answer page = first.get(Api.CLUSTERS + "?limit=7");
      int found = page.body().at("/items").size();
      for (Api api : List.of(second, first)) {
        String token = page.body().at("/metadata/continue").asString();
        page = api.get(Api.CLUSTERS + "?limit=7&continue=" + encoded(token));
        assertThat(page.code()).isEqualTo(200);
        found += page.body().at("/items").size();
      }
      assertThat(found).isEqualTo(20);

      one.kill();
      long after = create(second, "after");
      watcher.awaitRevision(after);
      assertThat(two.err()).doesNotContain("Exception");
    }
  }

  /** Others' writes come to no watch of ours; an old etcd does not even say how far it is. */
  @Test
  void whereOthersWriteToTheSameEtcdReadsAreCurrentAndWatchesBegin() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Thread others =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!done.get()) {
                    etcd.ctl("put", "/somebody/else", "x");
                    LockSupport.parkNanos(20_000_000);
                  }
                });
    try (ServerProcess one = server("one");
        ServerProcess two = server("two");
        Api first = new Api(one);
        Api second = new Api(two)) {
      Watcher watcher = new Watcher(Api.CLUSTERS, 0);
      watcher.resume(second);
      long last = 0;
      for (int i = 0; i < 10; i++) {
        String name = "c-" + (100 + i);
        last = create(first, name);
        assertThat(second.get(Api.CLUSTERS + "/" + name).code()).isEqualTo(200);
        Api.Answer list = second.get(Api.CLUSTERS);
        assertThat(list.body().at("/items").size()).isEqualTo(i + 1);
        String newer = Api.CLUSTERS + "?resourceVersion=" + list.revision();
        assertThat(first.get(newer).body().at("/items").size()).isEqualTo(i + 1);
      }
      watcher.awaitRevision(last);
      assertThat(watcher.events()).hasSize(10).extracting(Event::name).isSorted();

      Api.Answer page = first.get(Api.CLUSTERS + "?limit=4");
      int found = page.body().at("/items").size();
      for (Api api : List.of(second, first)) {
        String token = page.body().at("/metadata/continue").asString();
        page = api.get(Api.CLUSTERS + "?limit=4&continue=" + encoded(token));
        assertThat(page.code()).isEqualTo(200);
        found += page.body().at("/items").size();
      }
      assertThat(found).isEqualTo(10);
      assertThat(first.text("/metrics"))
          .contains(
              "etcd_requests_total{group=\"clusterregistry.k8s.io\",operation=\"create\","
                  + "resource=\"clusters\"} 10.0");
      assertThat(one.err() + two.err()).doesNotContain("Exception");
    } finally {
      done.set(true);
      others.join();
    }
  }

  @Test
  void aServerThatStartsWithoutItsEtcdWaitsAndSaysSo() throws Exception {
    etcd.member(0).kill();
    try (ServerProcess server = server("one", "--etcd-request-timeout=1s");
        Api api = new Api(server)) {
      assertThat(api.get("/readyz").code()).isEqualTo(500);
      assertThat(api.get(Api.CLUSTERS).code()).isEqualTo(429);
      assertThat(server.err()).contains("Waiting for the store");

      etcd.restart(etcd.member(0));
      await().atMost(SOON).until(() -> api.get("/readyz").code() == 200);
      create(api, "late");

      etcd.member(0).kill();
      await().atMost(SOON).until(() -> api.get("/readyz").code() == 500);
      assertThat(api.get("/readyz/etcd").code()).isEqualTo(500);
      assertThat(api.get(Api.CLUSTERS + "/late?resourceVersion=0").code()).isEqualTo(200);
      assertThat(api.get(Api.CLUSTERS + "/late").code()).isEqualTo(500);
      assertThat(api.post(Api.CLUSTERS, Bodies.cluster("never")).code()).isIn(500, 503);

      etcd.restart(etcd.member(0));
      await().atMost(SOON).until(() -> api.get("/readyz").code() == 200);
      assertThat(api.get(Api.CLUSTERS + "/late").code()).isEqualTo(200);
      assertThat(server.err()).doesNotContain("a bug");
    }
  }

  @Test
  void connectionsThatAreToldToGoLoseNoRequest() throws Exception {
    try (ServerProcess server = server("one", "--goaway-chance=0.02");
        Api api = new Api(server)) {
      for (int i = 0; i < 500; i++) {
        assertThat(api.get("/readyz").code()).isEqualTo(200);
      }
    }
  }

  private static String encoded(String token) {
    return URLEncoder.encode(token, StandardCharsets.UTF_8);
  }

  private static long create(Api api, String name) throws Exception {
    Api.Answer created = api.post(Api.CLUSTERS, Bodies.cluster(name));
    assertThat(created.code()).isEqualTo(201);
    return created.revision();
  }
}
