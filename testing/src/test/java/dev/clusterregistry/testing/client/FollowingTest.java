package dev.clusterregistry.testing.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.client.ClusterInformer;
import dev.clusterregistry.client.ClusterLister;
import dev.clusterregistry.client.ClusterRegistryClient;
import dev.clusterregistry.client.Clusters;
import dev.clusterregistry.client.Selection;
import dev.clusterregistry.client.v1alpha1.Cluster;
import dev.clusterregistry.client.v1alpha1.ClusterSpec;
import dev.clusterregistry.client.v1alpha1.KubernetesAPIEndpoints;
import dev.clusterregistry.client.v1alpha1.ServerAddressByClientCIDR;
import dev.clusterregistry.testing.WithRegistry;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Watches and informers against a real server. */
@WithRegistry
class FollowingTest {
  private final Clusters clusters;
  private final List<String> seen = new CopyOnWriteArrayList<>();

  FollowingTest(ClusterRegistryClient registry) {
    clusters = registry.clusters();
  }

  private static Cluster at(String name, String address) {
    Cluster cluster =
        Cluster.named(name)
            .withSpec(
                new ClusterSpec()
                    .withKubernetesApiEndpoints(
                        new KubernetesAPIEndpoints()
                            .withServerEndpoints(
                                List.of(
                                    new ServerAddressByClientCIDR().withServerAddress(address)))));
    cluster.getMetadata().setLabels(Map.of("followed", name));
    return cluster;
  }

  private void expect(String... events) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(seen).contains(events));
  }

  @Test
  void aWatchTellsEveryChangeFromARevisionOn() {
    Cluster before = clusters.create(at("watched", "a"));
    Watcher<Cluster> watcher =
        new Watcher<>() {
          @Override
          public void eventReceived(Action action, Cluster cluster) {
            seen.add(action + " " + cluster.getMetadata().getName());
          }

          @Override
          public void onClose(WatcherException cause) {}
        };
    Selection selection = Selection.labels("followed=watched");
    String revision = before.getMetadata().getResourceVersion();
    try (Watch watch = clusters.watch(selection, revision, watcher)) {
      assertThat(watch).isNotNull();
      clusters.create(at("not-watched", "b"));
      clusters.update(at("watched", "c"));
      clusters.delete("watched");
      expect("MODIFIED watched", "DELETED watched");
    }
    assertThat(seen).containsExactly("MODIFIED watched", "DELETED watched");
  }

  @Test
  void anInformersCopyIsSharedAndIndexed() {
    clusters.create(at("informed-1", "one:6443"));
    try (ClusterInformer informer =
        clusters
            .informer(Selection.fields("metadata.name!=uninformed"))
            .withIndex(
                "initial", cluster -> List.of(cluster.getMetadata().getName().substring(0, 1)))
            .onChange(recorder("first"))
            .onChange(recorder("second"))
            .start()) {
      ClusterLister lister = informer.lister();
      assertThat(lister.get("informed-1")).isPresent();
      clusters.create(at("informed-2", "two:6443"));
      clusters.create(at("uninformed", "three:6443"));
      expect("first added informed-2", "second added informed-2", "first added informed-1");
      assertThat(lister.byServerAddress("two:6443"))
          .extracting(cluster -> cluster.getMetadata().getName())
          .containsExactly("informed-2");
      assertThat(lister.byLabel("followed", "informed-1")).hasSize(1);
      assertThat(lister.by("initial", "i")).hasSize(2);
      assertThat(lister.get("uninformed")).isEmpty();
      clusters.update(at("informed-1", "moved:6443"));
      clusters.delete("informed-2");
      expect("second updated informed-1", "second deleted informed-2");
      assertThat(lister.byServerAddress("one:6443")).isEmpty();
      assertThat(lister.byServerAddress("moved:6443")).hasSize(1);
      assertThat(lister.get("informed-2")).isEmpty();
    }
  }

  private ResourceEventHandler<Cluster> recorder(String who) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(Cluster cluster) {
        seen.add(who + " added " + cluster.getMetadata().getName());
      }

      @Override
      public void onUpdate(Cluster before, Cluster cluster) {
        seen.add(who + " updated " + cluster.getMetadata().getName());
      }

      @Override
      public void onDelete(Cluster cluster, boolean finalStateUnknown) {
        seen.add(who + " deleted " + cluster.getMetadata().getName());
      }
    };
  }

  @Test
  void aFieldSelectorThatIsNoneIsRefusedAtOnce() {
    assertThatThrownBy(() -> clusters.informer(Selection.fields("nonsense")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("path=value");
  }
}
