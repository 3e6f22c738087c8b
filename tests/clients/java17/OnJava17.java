import dev.clusterregistry.client.ClusterInformer;
import dev.clusterregistry.client.ClusterRegistryClient;
import dev.clusterregistry.client.Clusters;
import dev.clusterregistry.client.Patch;
import dev.clusterregistry.client.Selection;
import dev.clusterregistry.client.v1alpha1.Cluster;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What the client offers, by its class files on the oldest Java that they are for. */
public final class OnJava17 {
  public static void main(String[] arguments) throws Exception {
    require(Runtime.version().feature() == 17, "runs on Java 17, not " + Runtime.version());
    try (ClusterRegistryClient registry =
        ClusterRegistryClient.fromKubeconfig(Path.of(arguments[0]))) {
      Clusters clusters = registry.clusters();
      CountDownLatch seen = new CountDownLatch(1);
      CountDownLatch gone = new CountDownLatch(1);
      try (ClusterInformer informer =
          clusters.informer(Selection.labels("java=17")).onChange(counting(seen, gone)).start()) {
        clusters.create(Cluster.named("java-17"));
        clusters.patch("java-17", Patch.merge("{\"metadata\":{\"labels\":{\"java\":\"17\"}}}"));
        await(seen, "the informer sees the cluster when it has its label");
        require(
            clusters.stream(Selection.labels("java=17"), 1).count() == 1,
            "a list in pages has the one cluster");
        clusters.apply(Cluster.named("java-17"), "java17");
        require(informer.lister().get("java-17").isPresent(), "the lister knows the cluster");
        require(clusters.delete("java-17"), "the cluster is deleted");
        await(gone, "the informer sees that it is deleted");
      }
    }
    System.out.println("the client works on Java " + Runtime.version());
  }

  private static ResourceEventHandler<Cluster> counting(CountDownLatch seen, CountDownLatch gone) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(Cluster cluster) {
        seen.countDown();
      }

      @Override
      public void onUpdate(Cluster before, Cluster after) {}

      @Override
      public void onDelete(Cluster cluster, boolean finalStateUnknown) {
        gone.countDown();
      }
    };
  }

  private static void await(CountDownLatch event, String what) throws InterruptedException {
    require(event.await(60, TimeUnit.SECONDS), what);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("not so: " + what);
    }
  }
}
