package dev.clusterregistry.testing.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.client.ClusterRegistryClient;
import dev.clusterregistry.client.Clusters;
import dev.clusterregistry.client.Patch;
import dev.clusterregistry.client.Selection;
import dev.clusterregistry.client.v1alpha1.AuthInfo;
import dev.clusterregistry.client.v1alpha1.AuthProviderConfig;
import dev.clusterregistry.client.v1alpha1.AuthProviderType;
import dev.clusterregistry.client.v1alpha1.Cluster;
import dev.clusterregistry.client.v1alpha1.ClusterCondition;
import dev.clusterregistry.client.v1alpha1.ClusterList;
import dev.clusterregistry.client.v1alpha1.ClusterSpec;
import dev.clusterregistry.client.v1alpha1.ClusterStatus;
import dev.clusterregistry.client.v1alpha1.KubernetesAPIEndpoints;
import dev.clusterregistry.client.v1alpha1.ServerAddressByClientCIDR;
import dev.clusterregistry.testing.WithRegistry;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The client against a real server. */
@WithRegistry
class ClustersTest {
  private final Clusters clusters;

  ClustersTest(ClusterRegistryClient registry) {
    clusters = registry.clusters();
  }

  private static Cluster full(String name) {
    Cluster cluster =
        Cluster.named(name)
            .withSpec(
                new ClusterSpec()
                    .withKubernetesApiEndpoints(
                        new KubernetesAPIEndpoints()
                            .withServerEndpoints(
                                List.of(
                                    new ServerAddressByClientCIDR()
                                        .withClientCIDR("0.0.0.0/0")
                                        .withServerAddress(name + ".example.com:6443")))
                            .withCaBundle(PEM.getBytes(StandardCharsets.US_ASCII)))
                    .withAuthInfo(
                        new AuthInfo()
                            .withProviders(
                                List.of(
                                    new AuthProviderConfig()
                                        .withName("login")
                                        .withType(new AuthProviderType().withName("oidc"))
                                        .withConfig(Map.of("issuer", "https://issuer"))))));
    cluster.getMetadata().setLabels(Map.of("test", name));
    return cluster;
  }

  private static final String PEM =
      "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

  @Test
  void whatIsCreatedIsReadBackWhole() {
    Cluster made = clusters.create(full("whole"));
    assertThat(made.getMetadata().getUid()).isNotBlank();
    assertThat(made.getSpec()).isEqualTo(full("whole").getSpec());
    Cluster read = clusters.get("whole").orElseThrow();
    assertThat(read.getSpec()).isEqualTo(made.getSpec()).hasSameHashCodeAs(made.getSpec());
    assertThat(clusters.get("nobody")).isEmpty();
    assertThatThrownBy(() -> clusters.create(full("whole")))
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            e -> assertThat(e.getStatus().getReason()).isEqualTo("AlreadyExists"));
  }

  @Test
  void anUpdateOfAnOldRevisionIsAConflict() {
    Cluster first = clusters.create(full("updated"));
    Cluster second = clusters.get("updated").orElseThrow();
    second.getSpec().setAuthInfo(null);
    Cluster updated = clusters.update(second);
    assertThat(updated.getSpec().getAuthInfo())
        .satisfiesAnyOf(
            info -> assertThat(info).isNull(), info -> assertThat(info.getProviders()).isEmpty());
    first.getMetadata().setLabels(Map.of("late", "yes"));
    assertThatThrownBy(() -> clusters.update(first))
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(409));
    assertThatThrownBy(() -> clusters.deleteUnchanged(first))
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(409));
    assertThat(clusters.deleteUnchanged(updated)).isTrue();
    assertThat(clusters.delete("updated")).isFalse();
  }

  @Test
  void aStatusIsUpdatedWithoutTheRest() {
    Cluster made = clusters.create(full("observed"));
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    made.setStatus(
        new ClusterStatus()
            .withConditions(
                List.of(
                    new ClusterCondition()
                        .withType("OK")
                        .withStatus("True")
                        .withLastHeartbeatTime(now))));
    made.getMetadata().setLabels(Map.of("lost", "yes"));
    Cluster observed = clusters.updateStatus(made);
    assertThat(observed.getStatus()).isEqualTo(made.getStatus());
    assertThat(observed.getMetadata().getLabels()).containsOnlyKeys("test");
  }

  @Test
  void patchesComeInAllForms() {
    clusters.create(full("patched"));
    assertThat(
            clusters
                .patch("patched", Patch.merge("{\"metadata\":{\"labels\":{\"merge\":\"yes\"}}}"))
                .getMetadata()
                .getLabels())
        .containsEntry("merge", "yes");
    assertThat(
            clusters
                .patch(
                    "patched",
                    Patch.json(
                        "[{\"op\":\"test\",\"path\":\"/metadata/labels/merge\",\"value\":\"yes\"},"
                            + "{\"op\":\"remove\",\"path\":\"/metadata/labels/merge\"}]"))
                .getMetadata()
                .getLabels())
        .doesNotContainKey("merge");
    clusters.patchStatus("patched", Patch.merge(conditions("A")));
    assertThat(
            clusters
                .patchStatus("patched", Patch.strategicMerge(conditions("B")))
                .getStatus()
                .getConditions())
        .extracting(ClusterCondition::getType)
        .containsExactlyInAnyOrder("A", "B");
  }

  private static String conditions(String type) {
    return "{\"status\":{\"conditions\":[{\"type\":\"" + type + "\",\"status\":\"True\"}]}}";
  }

  @Test
  void appliersOwnWhatTheyApply() {
    Cluster applied = clusters.apply(full("applied"), "one");
    assertThat(applied.getMetadata().getManagedFields())
        .anySatisfy(entry -> assertThat(entry.getManager()).isEqualTo("one"));
    Cluster other = full("applied");
    other
        .getSpec()
        .getKubernetesApiEndpoints()
        .setServerEndpoints(List.of(new ServerAddressByClientCIDR().withServerAddress("moved")));
    assertThatThrownBy(() -> clusters.apply(other, "two"))
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(409))
        .hasMessageContaining("conflict");
    assertThat(
            clusters
                .forceApply(other, "two")
                .getSpec()
                .getKubernetesApiEndpoints()
                .getServerEndpoints())
        .extracting(ServerAddressByClientCIDR::getServerAddress)
        .containsExactly("moved");
  }

  @Test
  void listsAreSelectedPagedAndDeletedTogether() {
    for (int i = 0; i < 7; i++) {
      Cluster cluster = Cluster.named("page-" + i);
      cluster.getMetadata().setLabels(Map.of("paged", "yes"));
      clusters.create(cluster);
    }
    Selection paged = Selection.labels("paged=yes");
    assertThat(clusters.list(paged)).hasSize(7);
    assertThat(clusters.list(paged.andFields("metadata.name=page-3"))).hasSize(1);
    assertThat(clusters.list(Selection.fields("metadata.name!=page-3")))
        .noneMatch(cluster -> cluster.getMetadata().getName().equals("page-3"))
        .anyMatch(cluster -> cluster.getMetadata().getName().equals("page-4"));
    Iterator<ClusterList> pages = clusters.pages(paged, 3);
    assertThat(pages.next().getItems()).hasSize(3);
    assertThat(pages.next().getItems()).hasSize(3);
    assertThat(pages.next().getItems()).hasSize(1);
    assertThat(pages).isExhausted();
    assertThat(clusters.stream(paged, 2).map(cluster -> cluster.getMetadata().getName()))
        .hasSize(7)
        .doesNotHaveDuplicates();
    clusters.deleteAll(paged.andFields("metadata.name!=page-6"));
    assertThat(clusters.list(paged)).hasSize(1);
    clusters.deleteAll(paged);
    assertThat(clusters.list(paged)).isEmpty();
  }

  @Test
  void whatTheClientDoesNotKnowSurvivesItsUpdates() throws Exception {
    ClusterSpec newer =
        io.fabric8.kubernetes.client.utils.Serialization.unmarshal(
            "{\"future\":{\"a\":1},\"authInfo\":{}}", ClusterSpec.class);
    assertThat(io.fabric8.kubernetes.client.utils.Serialization.asJson(newer))
        .contains("\"future\":{\"a\":1}");
  }

  /** Shops on Java 17 can use it. */
  @Test
  void classFilesAreForJava17() throws Exception {
    for (Class<?> one : List.of(Clusters.class, Cluster.class, ClusterSpec.class)) {
      try (var in = one.getResourceAsStream(one.getSimpleName() + ".class")) {
        assertThat(in.readNBytes(8)[7]).isEqualTo((byte) 61);
      }
    }
  }
}
