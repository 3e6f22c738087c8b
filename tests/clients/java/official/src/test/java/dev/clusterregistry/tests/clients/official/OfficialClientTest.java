package dev.clusterregistry.tests.clients.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.clusterregistry.tests.clients.harness.Network;
import dev.clusterregistry.tests.clients.harness.Registry;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.models.V1ManagedFieldsEntry;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.Watchable;
import io.kubernetes.client.util.credentials.AccessTokenAuthentication;
import io.kubernetes.client.util.generic.KubernetesApiResponse;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesApi;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesObject;
import io.kubernetes.client.util.generic.options.ListOptions;
import io.kubernetes.client.util.generic.options.PatchOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class OfficialClientTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Registry registry;
  private Network network;
  private ApiClient client;
  private DynamicKubernetesApi clusters;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    registry = Registry.start(folder);
    network = Network.to(registry.port());
    client = client(network.url());
    clusters = clusters(client);
  }

  @AfterAll
  void stop() throws Exception {
    network.close();
    registry.close();
  }

  private ApiClient client(String url) throws Exception {
    ApiClient made =
        new ClientBuilder()
            .setBasePath(url)
            .setCertificateAuthority(Files.readAllBytes(registry.authority()))
            .setAuthentication(new AccessTokenAuthentication(Registry.TOKEN))
            .build();
    made.setReadTimeout(0);
    return made;
  }

  private static DynamicKubernetesApi clusters(ApiClient client) {
    return new DynamicKubernetesApi("clusterregistry.k8s.io", "v1alpha1", "clusters", client);
  }

  private static DynamicKubernetesObject cluster(String name, String address) {
    return new DynamicKubernetesObject(
        JsonParser.parseString(
                """
                {"apiVersion":"clusterregistry.k8s.io/v1alpha1","kind":"Cluster","metadata":{"name":"%s"},
                 "spec":{"kubernetesApiEndpoints":{"serverEndpoints":[
                   {"clientCIDR":"0.0.0.0/0","serverAddress":"%s"}]}}}
                """
                    .formatted(name, address))
            .getAsJsonObject());
  }

  private static <T extends io.kubernetes.client.common.KubernetesType> T good(
      KubernetesApiResponse<T> response) {
    assertThat(response.isSuccess()).as("%s", response.getStatus()).isTrue();
    return response.getObject();
  }

  @Test
  void createsReadsUpdatesPatchesListsAndDeletes() {
    DynamicKubernetesObject made = good(clusters.create(cluster("crud", "1.1.1.1")));
    assertThat(made.getMetadata().getUid()).isNotEmpty();
    KubernetesApiResponse<?> again = clusters.create(cluster("crud", "1.1.1.1"));
    assertThat(again.getHttpStatusCode()).isEqualTo(409);
    assertThat(again.getStatus().getReason()).isEqualTo("AlreadyExists");

    made.getRaw().add("spec", cluster("crud", "2.2.2.2").getRaw().get("spec"));
    assertThat(good(clusters.update(made)).getMetadata().getGeneration()).isEqualTo(2);
    assertThat(clusters.update(made).getStatus().getReason()).isEqualTo("Conflict");

    DynamicKubernetesObject patched =
        good(
            clusters.patch(
                "crud",
                V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH,
                new V1Patch("{\"metadata\":{\"labels\":{\"a\":\"b\"}}}")));
    assertThat(patched.getMetadata().getLabels()).containsEntry("a", "b");
    ListOptions labelled = new ListOptions();
    labelled.setLabelSelector("a=b");
    assertThat(good(clusters.list(labelled)).getItems()).hasSize(1);
    assertThat(clusters.delete("crud").isSuccess()).isTrue();
    assertThat(clusters.get("crud").getHttpStatusCode()).isEqualTo(404);
  }

  @Test
  void writesTheStatusByItsSubresource() {
    DynamicKubernetesObject made = good(clusters.create(cluster("status", "1.1.1.1")));
    JsonObject status =
        JsonParser.parseString("{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}")
            .getAsJsonObject();
    DynamicKubernetesObject updated = good(clusters.updateStatus(made, object -> status));
    assertThat(updated.getRaw().get("status")).isEqualTo(status);
  }

  @Test
  void appliesOnTheServer() {
    DynamicKubernetesObject one = apply("one", "1.1.1.1", false).getObject();
    DynamicKubernetesObject again = apply("one", "1.1.1.1", false).getObject();
    assertThat(again.getMetadata().getResourceVersion())
        .isEqualTo(one.getMetadata().getResourceVersion());
    assertThat(apply("two", "2.2.2.2", false).getStatus().getReason()).isEqualTo("Conflict");
    assertThat(good(apply("two", "2.2.2.2", true)).getMetadata().getManagedFields())
        .extracting(V1ManagedFieldsEntry::getManager)
        .containsExactly("two");
  }

  private KubernetesApiResponse<DynamicKubernetesObject> apply(
      String manager, String address, boolean force) {
    PatchOptions options = new PatchOptions();
    options.setFieldManager(manager);
    options.setForce(force);
    return clusters.patch(
        "applied",
        V1Patch.PATCH_FORMAT_APPLY_YAML,
        new V1Patch(cluster("applied", address).getRaw().toString()),
        options);
  }

  @Test
  void watches() throws Exception {
    ListOptions one = new ListOptions();
    one.setFieldSelector("metadata.name=watched");
    try (Watchable<DynamicKubernetesObject> watch = clusters.watch(one)) {
      good(clusters.create(cluster("watched", "1.1.1.1")));
      assertThat(watch.next().type).isEqualTo("ADDED");
      clusters.delete("watched");
      assertThat(watch.next().type).isEqualTo("DELETED");
    }
  }

  @Test
  void informerSurvivesACutAConnectionARestartAndAnExpiredVersion() throws Exception {
    Set<String> names = ConcurrentHashMap.newKeySet();
    SharedInformerFactory factory = new SharedInformerFactory(client);
    SharedIndexInformer<DynamicKubernetesObject> informer =
        factory.sharedIndexInformerFor(clusters, DynamicKubernetesObject.class, 0);
    informer.addEventHandler(new Names(names));
    factory.startAllRegisteredInformers();
    try {
      await().atMost(PATIENCE).until(informer::hasSynced);
      network.cut();
      create("after-cut");
      await().atMost(PATIENCE).until(() -> names.contains("after-cut"));

      registry.stop();
      registry.start();
      create("after-restart");
      await().atMost(PATIENCE).until(() -> names.contains("after-restart"));

      network.block();
      create("made-while-away");
      DynamicKubernetesApi direct = clusters(client("https://127.0.0.1:" + registry.port()));
      assertThat(direct.delete("after-cut").isSuccess()).isTrue();
      registry.stop();
      registry.compact();
      registry.start();
      network.unblock();
      await().atMost(PATIENCE).until(() -> names.contains("made-while-away"));
      await().atMost(PATIENCE).until(() -> !names.contains("after-cut"));
    } finally {
      factory.stopAllRegisteredInformers();
    }
  }

  /** Creates by a client of its own: what is under test may have lost its connections. */
  private void create(String name) throws Exception {
    good(
        clusters(client("https://127.0.0.1:" + registry.port())).create(cluster(name, "1.1.1.1")));
  }

  private record Names(Set<String> names) implements ResourceEventHandler<DynamicKubernetesObject> {
    @Override
    public void onAdd(DynamicKubernetesObject cluster) {
      names.add(cluster.getMetadata().getName());
    }

    @Override
    public void onUpdate(DynamicKubernetesObject before, DynamicKubernetesObject after) {
      names.add(after.getMetadata().getName());
    }

    @Override
    public void onDelete(DynamicKubernetesObject cluster, boolean unknown) {
      names.remove(cluster.getMetadata().getName());
    }
  }
}
