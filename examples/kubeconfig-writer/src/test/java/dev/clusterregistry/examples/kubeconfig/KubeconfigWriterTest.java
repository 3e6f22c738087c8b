package dev.clusterregistry.examples.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.client.ClusterRegistryClient;
import dev.clusterregistry.client.Selection;
import dev.clusterregistry.client.v1alpha1.Cluster;
import dev.clusterregistry.client.v1alpha1.ClusterSpec;
import dev.clusterregistry.client.v1alpha1.KubernetesAPIEndpoints;
import dev.clusterregistry.client.v1alpha1.ServerAddressByClientCIDR;
import dev.clusterregistry.testing.WithRegistry;
import io.fabric8.kubernetes.client.Config;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithRegistry
class KubeconfigWriterTest {
  @TempDir Path folder;

  @Test
  void theFileFollowsTheRegistry(ClusterRegistryClient registry) throws Exception {
    Path file = folder.resolve("clusters.kubeconfig");
    registry.clusters().create(at("first", "first:6443"));
    try (KubeconfigWriter writer = new KubeconfigWriter(registry, Selection.all(), file)) {
      writer.start();
      expect(file, "https://first:6443");
      registry.clusters().create(at("second", "second:6443"));
      registry.clusters().create(Cluster.named("without-address"));
      expect(file, "https://second:6443");
      Config read = Config.fromKubeconfig("second", file.toFile());
      assertThat(read.getMasterUrl()).startsWith("https://second:6443");
      assertThat(read.getCaCertData()).isNotBlank();
      registry.clusters().update(at("first", "moved:6443"));
      expect(file, "https://moved:6443");
      registry.clusters().delete("second");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> !Files.readString(file).contains("second"));
      assertThat(Files.readString(file)).contains("moved").doesNotContain("without-address");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void noClustersAreWrittenToo(ClusterRegistryClient registry) {
    Path file = folder.resolve("none.kubeconfig");
    Selection none = Selection.labels("nobody=has-this");
    try (KubeconfigWriter writer = new KubeconfigWriter(registry, none, file)) {
      writer.start();
      expect(file, "clusters: []");
    }
  }

  private static void expect(Path file, String text) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(file) && Files.readString(file).contains(text));
  }

  private static Cluster at(String name, String address) {
    return Cluster.named(name)
        .withSpec(
            new ClusterSpec()
                .withKubernetesApiEndpoints(
                    new KubernetesAPIEndpoints()
                        .withServerEndpoints(
                            List.of(new ServerAddressByClientCIDR().withServerAddress(address)))
                        .withCaBundle("pem".getBytes(StandardCharsets.US_ASCII))));
  }
}
