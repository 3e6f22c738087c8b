package dev.clusterregistry.tests.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.store.etcd.Etcd;
import dev.clusterregistry.store.etcd.EtcdOptions;
import dev.clusterregistry.store.etcd.EtcdStore;
import dev.clusterregistry.store.etcd.NeedsEtcd;
import dev.clusterregistry.tests.endtoend.Api.Answer;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What may be seen at a revision is the same whichever server is asked, also one that came later.
 */
@NeedsEtcd
@Timeout(300)
class FilteredListsOnEtcdTest {
  private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
  private static final String ROLE =
      "{\"metadata\":{\"name\":\"some\"},\"rules\":[{\"verbs\":[\"get\"],\"apiGroups\":"
          + "[\"clusterregistry.k8s.io\"],\"resources\":[\"clusters\"],"
          + "\"resourceNames\":[\"c1\",\"c3\",\"c5\"]}]}";
  private static final String BINDING =
      "{\"metadata\":{\"name\":\"some\"},\"roleRef\":{\"kind\":\"ClusterRole\",\"name\":\"some\"},"
          + "\"subjects\":[{\"kind\":\"User\",\"name\":\"jane\"}]}";

  /** More than a server reads back of the history from before its start. */
  private static final int FORGOTTEN = 6_000;

  @TempDir Path folder;
  private final Etcd etcd = Etcd.start(1);

  @AfterEach
  void stop() {
    etcd.close();
  }

  private ServerProcess server(String name) throws Exception {
    return ServerProcess.start(
        Files.createDirectories(folder.resolve(name)),
        0,
        "--etcd-servers=" + etcd.urls().getFirst(),
        "--filtered-lists");
  }

  private static List<String> names(Answer list) {
    assertThat(list.code()).as("%s", list).isEqualTo(200);
    return list.body().path("items").findValuesAsString("name");
  }

  private void writeElsewhere() {
    EtcdOptions options =
        EtcdOptions.of(etcd.urls(), "/somebody/else")
            .withTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(10));
    try (EtcdStore other = EtcdStore.open(options);
        ExecutorService writers = Executors.newFixedThreadPool(32)) {
      for (int i = 0; i < FORGOTTEN; i++) {
        String key = "k/" + i;
        writers.execute(() -> assertThat(other.put(key, new byte[1], 0)).isNotNull());
      }
    }
  }

  @Test
  void aServerThatNeverHeldAStateShowsOfItWhatCouldBeSeenThen() throws Exception {
    try (ServerProcess one = server("one");
        Api admin = new Api(one);
        Api jane = Api.of(one, ServerProcess.JANE)) {
      for (int i = 0; i < 6; i++) {
        assertThat(admin.post(Api.CLUSTERS, Bodies.cluster("c" + i)).code()).isEqualTo(201);
      }
      assertThat(admin.post(RBAC + "clusterroles", ROLE).code()).isEqualTo(201);
      assertThat(admin.post(RBAC + "clusterrolebindings", BINDING).code()).isEqualTo(201);
      await().until(() -> names(jane.get(Api.CLUSTERS)).size() == 3);
      Answer page = jane.get(Api.CLUSTERS + "?limit=2");
      assertThat(names(page)).containsExactly("c1", "c3");
      assertThat(admin.delete(RBAC + "clusterrolebindings/some").code()).isEqualTo(200);
      assertThat(admin.delete(Api.CLUSTERS + "/c3").code()).isEqualTo(200);
      writeElsewhere();

      String exact = Api.CLUSTERS + "?resourceVersionMatch=Exact&resourceVersion=";
      String token = URLEncoder.encode(page.body().at("/metadata/continue").asString(), UTF_8);
      try (ServerProcess two = server("two");
          Api later = Api.of(two, ServerProcess.JANE)) {
        assertThat(names(later.get(exact + page.revision()))).containsExactly("c1", "c3", "c5");
        assertThat(names(later.get(Api.CLUSTERS + "?limit=2&continue=" + token)))
            .containsExactly("c5");
        assertThat(names(later.get(Api.CLUSTERS))).isEmpty();
        etcd.ctl("compact", Long.toString(admin.get(Api.CLUSTERS).revision()));
        assertThat(later.get(exact + (page.revision() - 1)).code()).isEqualTo(410);
      }
    }
  }
}
