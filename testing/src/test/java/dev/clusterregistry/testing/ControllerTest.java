package dev.clusterregistry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.client.ClusterRegistryClient;
import dev.clusterregistry.client.Patch;
import dev.clusterregistry.client.v1alpha1.Cluster;
import dev.clusterregistry.client.v1alpha1.ClusterCondition;
import dev.clusterregistry.client.v1alpha1.ClusterSpec;
import dev.clusterregistry.client.v1alpha1.ClusterStatus;
import dev.clusterregistry.client.v1alpha1.KubernetesAPIEndpoints;
import dev.clusterregistry.client.v1alpha1.ServerAddressByClientCIDR;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a controller is tested: with the real API, in the test's own process. */
@WithRegistry
class ControllerTest {
  private final ClusterRegistryClient registry;
  private final Reachability controller;

  ControllerTest(ClusterRegistryClient registry) {
    this.registry = registry;
    this.controller = new Reachability(registry, ControllerTest::hasAddress);
  }

  private static boolean hasAddress(Cluster cluster) {
    return cluster.getSpec() != null && cluster.getSpec().getKubernetesApiEndpoints() != null;
  }

  @BeforeEach
  void start() {
    controller.start();
  }

  @AfterEach
  void stop() {
    controller.close();
  }

  @Test
  void whatIsRegisteredIsReported() {
    registry.clusters().create(Cluster.named("bare"));
    expect("bare", "False");
    registry.clusters().patch("bare", Patch.merge(ADDRESS));
    expect("bare", "True");
  }

  private static final String ADDRESS =
      "{\"spec\":{\"kubernetesApiEndpoints\":{\"serverEndpoints\":[{\"serverAddress\":\"a:6443\"}]}}}";

  /** Mocks have no field ownership; this registry does. */
  @Test
  void anotherReportersConditionsStay() {
    registry.clusters().create(withAddress("shared"));
    expect("shared", "True");
    registry
        .clusters()
        .applyStatus(
            Cluster.named("shared")
                .withStatus(
                    new ClusterStatus()
                        .withConditions(
                            List.of(
                                new ClusterCondition().withType("Backed up").withStatus("True")))),
            "backup");
    Cluster both = registry.clusters().get("shared").orElseThrow();
    assertThat(both.getStatus().getConditions())
        .extracting(ClusterCondition::getType)
        .containsExactlyInAnyOrder(Reachability.TYPE, "Backed up");
  }

  private static Cluster withAddress(String name) {
    return Cluster.named(name)
        .withSpec(
            new ClusterSpec()
                .withKubernetesApiEndpoints(
                    new KubernetesAPIEndpoints()
                        .withServerEndpoints(
                            List.of(new ServerAddressByClientCIDR().withServerAddress("a:6443")))));
  }

  private void expect(String name, String status) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> Reachability.reported(registry.clusters().get(name).orElseThrow()),
            status::equals);
  }
}
