package dev.clusterregistry.tests.clients.fabric8;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.tests.clients.harness.Network;
import dev.clusterregistry.tests.clients.harness.Registry;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // What is opened has only to be closed.
@TestInstance(Lifecycle.PER_CLASS)
class Fabric8Test {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Registry registry;
  private Network network;
  private KubernetesClient client;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    registry = Registry.start(folder);
    network = Network.to(registry.port());
    client = client(network.url());
  }

  @AfterAll
  void stop() throws Exception {
    client.close();
    network.close();
    registry.close();
  }

  private KubernetesClient client(String url) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl(url)
                .withOauthToken(Registry.TOKEN)
                .withCaCertFile(registry.authority().toString())
                .withWatchReconnectInterval(100)
                .build())
        .build();
  }

  @Test
  void createsReadsReplacesPatchesListsAndDeletes() {
    Cluster made = client.resource(Cluster.named("crud", "1.1.1.1")).create();
    assertThat(made.getMetadata().getUid()).isNotEmpty();
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> client.resource(Cluster.named("crud", "1.1.1.1")).create())
        .matches(e -> e.getCode() == 409 && e.getStatus().getReason().equals("AlreadyExists"));

    made.setSpec(Cluster.spec("2.2.2.2"));
    Cluster updated = client.resource(made).update();
    assertThat(updated.getMetadata().getGeneration()).isEqualTo(2);
    made.getMetadata().setResourceVersion("1");
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> client.resource(made).update())
        .matches(e -> e.getCode() == 409 && e.getStatus().getReason().equals("Conflict"));

    Cluster edited =
        client
            .resources(Cluster.class)
            .withName("crud")
            .edit(
                cluster -> {
                  cluster.getMetadata().setLabels(java.util.Map.of("edited", "yes"));
                  return cluster;
                });
    assertThat(edited.getMetadata().getLabels()).containsEntry("edited", "yes");
    Cluster merged =
        client
            .resources(Cluster.class)
            .withName("crud")
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"metadata\":{\"annotations\":{\"a\":\"b\"}}}");
    assertThat(merged.getMetadata().getAnnotations()).containsEntry("a", "b");
    assertThat(client.resources(Cluster.class).withLabel("edited", "yes").list().getItems())
        .extracting(Cluster::name)
        .containsExactly("crud");
    client.resources(Cluster.class).withName("crud").delete();
    assertThat(client.resources(Cluster.class).withName("crud").get()).isNull();
  }

  @Test
  void writesTheStatusByItsSubresource() {
    Cluster made = client.resource(Cluster.named("status", "1.1.1.1")).create();
    made.setStatus(Cluster.ready("True"));
    made.setSpec(Cluster.spec("9.9.9.9"));
    Cluster updated = client.resource(made).updateStatus();
    assertThat(updated.getStatus()).isEqualTo(Cluster.ready("True"));
    assertThat(updated.getSpec()).isEqualTo(Cluster.spec("1.1.1.1"));
    Cluster edited =
        client
            .resources(Cluster.class)
            .withName("status")
            .editStatus(
                cluster -> {
                  cluster.setStatus(Cluster.ready("False"));
                  return cluster;
                });
    assertThat(edited.getStatus()).isEqualTo(Cluster.ready("False"));
  }

  @Test
  void appliesOnTheServer() {
    Cluster one = client.resource(Cluster.named("applied", "1.1.1.1")).serverSideApply();
    Cluster again = client.resource(Cluster.named("applied", "1.1.1.1")).serverSideApply();
    assertThat(again.getMetadata().getResourceVersion())
        .isEqualTo(one.getMetadata().getResourceVersion());
    PatchContext other =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("other")
            .withForce(false)
            .build();
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> client.resource(Cluster.named("applied", "2.2.2.2")).patch(other))
        .matches(e -> e.getCode() == 409)
        .withMessageContaining("conflict with \"fabric8\"");
    Cluster forced =
        client
            .resource(Cluster.named("applied", "2.2.2.2"))
            .fieldManager("other")
            .forceConflicts()
            .serverSideApply();
    assertThat(forced.getSpec()).isEqualTo(Cluster.spec("2.2.2.2"));
  }

  @Test
  void watches() throws Exception {
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    try (Watch watch =
        client
            .resources(Cluster.class)
            .withName("watched")
            .watch(
                new Watcher<Cluster>() {
                  @Override
                  public void eventReceived(Action action, Cluster cluster) {
                    events.add(action + " " + cluster.name());
                  }

                  @Override
                  public void onClose(@Nullable WatcherException cause) {}
                })) {
      client.resource(Cluster.named("watched", "1.1.1.1")).create();
      client.resource(Cluster.named("watched", "2.2.2.2")).forceConflicts().serverSideApply();
      client.resources(Cluster.class).withName("watched").delete();
      for (String expected : List.of("ADDED", "MODIFIED", "DELETED")) {
        assertThat(events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
            .isEqualTo(expected + " watched");
      }
    }
  }

  @Test
  void watchesByWebSocket() throws Exception {
    client.resource(Cluster.named("socket", "1.1.1.1")).create();
    BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    try (HttpClient http = HttpClient.newBuilder().sslContext(registry.trust()).build()) {
      WebSocket socket =
          http.newWebSocketBuilder()
              .header("Authorization", "Bearer " + Registry.TOKEN)
              .buildAsync(
                  URI.create(
                      network.url().replace("https", "wss")
                          + "/apis/clusterregistry.k8s.io/v1alpha1/clusters?watch=true"
                          + "&fieldSelector=metadata.name%3Dsocket"),
                  new Frames(frames))
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(frames.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .startsWith("{\"type\":\"ADDED\",\"object\":{");
      client.resources(Cluster.class).withName("socket").delete();
      assertThat(frames.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .startsWith("{\"type\":\"DELETED\",\"object\":{");
      socket.abort();
    }
  }

  @Test
  void informerSurvivesACutConnection() throws Exception {
    Seen seen = new Seen();
    try (SharedIndexInformer<Cluster> informer = client.resources(Cluster.class).inform(seen)) {
      for (int i = 0; i < 3; i++) {
        String name = "cut-" + i;
        network.cut();
        create(name);
        await().atMost(PATIENCE).until(() -> seen.names.contains(name));
      }
      assertThat(informer.isWatching() || informer.isRunning()).isTrue();
      assertThat(seen.duplicates).isEmpty();
    }
  }

  @Test
  void informerSurvivesARestart() throws Exception {
    Seen seen = new Seen();
    create("before-restart");
    try (SharedIndexInformer<Cluster> informer = client.resources(Cluster.class).inform(seen)) {
      await().atMost(PATIENCE).until(() -> seen.names.contains("before-restart"));
      registry.stop();
      registry.start();
      create("after-restart");
      await().atMost(PATIENCE).until(() -> seen.names.contains("after-restart"));
      assertThat(seen.duplicates).isEmpty();
      assertThat(informer.getStore().list()).extracting(Cluster::name).contains("before-restart");
    }
  }

  @Test
  void informerListsAgainWhenItsVersionHasExpired() throws Exception {
    Seen seen = new Seen();
    create("gone-while-away");
    try (SharedIndexInformer<Cluster> informer = client.resources(Cluster.class).inform(seen)) {
      await().atMost(PATIENCE).until(() -> seen.names.contains("gone-while-away"));
      network.block();
      try (KubernetesClient direct = client("https://127.0.0.1:" + registry.port())) {
        direct.resource(Cluster.named("made-while-away", "1.1.1.1")).create();
        direct.resources(Cluster.class).withName("gone-while-away").delete();
      }
      registry.stop();
      registry.compact();
      registry.start();
      network.unblock();
      await().atMost(PATIENCE).until(() -> seen.names.contains("made-while-away"));
      await().atMost(PATIENCE).until(() -> !seen.names.contains("gone-while-away"));
      assertThat(informer.isRunning()).isTrue();
    }
  }

  /** Creates by a client of its own: what is under test may have lost its connections. */
  private void create(String name) {
    try (KubernetesClient direct = client("https://127.0.0.1:" + registry.port())) {
      direct.resource(Cluster.named(name, "1.1.1.1")).create();
    }
  }

  private static final class Seen implements ResourceEventHandler<Cluster> {
    final Set<String> names = ConcurrentHashMap.newKeySet();
    final Queue<String> duplicates = new ConcurrentLinkedQueue<>();

    @Override
    public void onAdd(Cluster cluster) {
      if (!names.add(cluster.name())) {
        duplicates.add(cluster.name());
      }
    }

    @Override
    public void onUpdate(Cluster before, Cluster after) {}

    @Override
    public void onDelete(Cluster cluster, boolean unknown) {
      names.remove(cluster.name());
    }
  }

  private record Frames(BlockingQueue<String> frames, StringBuilder partial)
      implements WebSocket.Listener {
    Frames(BlockingQueue<String> frames) {
      this(frames, new StringBuilder());
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        frames.add(partial.toString());
        partial.setLength(0);
      }
      return WebSocket.Listener.super.onText(socket, data, last);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(
        WebSocket socket, java.nio.ByteBuffer data, boolean last) {
      return onText(socket, UTF_8.decode(data), last);
    }
  }
}
