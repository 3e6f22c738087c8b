package dev.clusterregistry.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.client.ClusterRegistryClient;
import dev.clusterregistry.client.Selection;
import dev.clusterregistry.client.v1alpha1.Cluster;
import dev.clusterregistry.machinery.schema.InvalidKindException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@WithRegistry(kinds = "widgets.yaml")
class WithRegistryTest {
  private static final ResourceDefinitionContext WIDGETS =
      new ResourceDefinitionContext.Builder()
          .withGroup("example.com")
          .withVersion("v1")
          .withKind("Widget")
          .withPlural("widgets")
          .withNamespaced(true)
          .build();

  @Test
  void everythingThatATestCanAskForIsOfOneRegistry(
      TestRegistry registry, URI url, KubernetesClient kubernetes, @Kubeconfig Path kubeconfig)
      throws IOException {
    assertThat(registry.url()).isEqualTo(url);
    assertThat(kubernetes.getMasterUrl().getPort()).isEqualTo(url.getPort());
    assertThat(Files.readString(kubeconfig)).contains(url.toString());
    try (ClusterRegistryClient own = ClusterRegistryClient.fromKubeconfig(kubeconfig)) {
      own.clusters().create(Cluster.named("by-kubeconfig"));
    }
    assertThat(registry.client().clusters().get("by-kubeconfig")).isPresent();
  }

  @Test
  @WithRegistry
  void aTestCanHaveARegistryToItself(ClusterRegistryClient registry) {
    assertThat(registry.clusters().list(Selection.all())).isEmpty();
    registry.clusters().create(Cluster.named("by-kubeconfig"));
  }

  @Test
  void aKindOfTheTestsOwnIsServedAndItsObjectsAreChecked(KubernetesClient kubernetes) {
    GenericKubernetesResource made =
        kubernetes
            .genericKubernetesResources(WIDGETS)
            .inNamespace("a")
            .resource(widget(3))
            .create();
    assertThat(made.<Object>get("spec", "color")).isEqualTo("red");
    assertThatThrownBy(
            () ->
                kubernetes
                    .genericKubernetesResources(WIDGETS)
                    .inNamespace("a")
                    .resource(widget(0))
                    .create())
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(422))
        .hasMessageContaining("should be greater than or equal to 1");
  }

  private static GenericKubernetesResource widget(int size) {
    GenericKubernetesResource widget = new GenericKubernetesResource();
    widget.setApiVersion("example.com/v1");
    widget.setKind("Widget");
    widget.setMetadata(
        new io.fabric8.kubernetes.api.model.ObjectMetaBuilder()
            .withName("w" + size)
            .withNamespace("a")
            .build());
    widget.setAdditionalProperties(Map.of("spec", Map.of("size", size)));
    return widget;
  }

  @Test
  void nobodyWithoutTheTokenIsLetIn(URI url, KubernetesClient kubernetes) {
    var config = kubernetes.getConfiguration();
    var stranger =
        new io.fabric8.kubernetes.client.ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
            .withMasterUrl(url.toString())
            .withCaCertData(config.getCaCertData())
            .withOauthToken("guessed")
            .withRequestRetryBackoffLimit(0)
            .build();
    try (ClusterRegistryClient client = ClusterRegistryClient.from(stranger)) {
      assertThatThrownBy(() -> client.clusters().list(Selection.all()))
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(401));
    }
  }

  @Test
  void aKindThatIsNoneIsRefused() {
    assertThatThrownBy(() -> TestRegistry.start(List.of("kind: Widget\n")))
        .isInstanceOf(InvalidKindException.class)
        .hasMessageContaining("apiVersion");
  }

  /** The start is what makes such tests bearable: its time is printed, not asserted. */
  @Test
  void registriesStartAndStopOneAfterAnother() {
    for (int i = 0; i < 5; i++) {
      long begun = System.nanoTime();
      try (TestRegistry registry = TestRegistry.start()) {
        System.out.printf("a registry started in %d ms%n", (System.nanoTime() - begun) / 1_000_000);
        assertThat(registry.client().clusters().list(Selection.all())).isEmpty();
      }
    }
  }

  @Nested
  class Inside {
    @Test
    void theOuterClassesRegistryIsUsed(TestRegistry registry, KubernetesClient kubernetes) {
      assertThat(kubernetes.genericKubernetesResources(WIDGETS).inAnyNamespace().list())
          .isNotNull();
      assertThat(registry.client().kubernetes()).isSameAs(kubernetes);
    }
  }
}
