package dev.clusterregistry.client;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;

/**
 * A connection to a cluster registry. Safe for use by many threads; make one and share it.
 *
 * <pre>{@code
 * try (ClusterRegistryClient registry = ClusterRegistryClient.fromKubeconfig()) {
 *   registry.clusters().list(Selection.labels("env=prod")).forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>What the server refuses is thrown as {@link
 * io.fabric8.kubernetes.client.KubernetesClientException}, whose code and status are the server's.
 */
public final class ClusterRegistryClient implements AutoCloseable {
  private final KubernetesClient kubernetes;
  private final Clusters clusters;

  private ClusterRegistryClient(KubernetesClient kubernetes) {
    this.kubernetes = kubernetes;
    this.clusters = new Clusters(kubernetes);
  }

  /**
   * The registry that {@code kubectl} would speak to: the current context of the files that
   * KUBECONFIG names, else of {@code ~/.kube/config}, else, in a pod, the API server of its
   * cluster, which may have the registry behind its aggregation layer.
   */
  public static ClusterRegistryClient fromKubeconfig() {
    return from(Config.autoConfigure(null));
  }

  /**
   * The registry of a kubeconfig's current context.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if it cannot be read
   */
  public static ClusterRegistryClient fromKubeconfig(Path file) {
    return from(Config.fromKubeconfig(file.toFile()));
  }

  /** The registry at an address, with everything else as a {@link ConfigBuilder} says. */
  public static ClusterRegistryClient from(Config config) {
    return of(new KubernetesClientBuilder().withConfig(config).build());
  }

  /** Uses a client that is there already. Closing this one closes it. */
  public static ClusterRegistryClient of(KubernetesClient kubernetes) {
    return new ClusterRegistryClient(kubernetes);
  }

  /** The clusters that are registered. */
  public Clusters clusters() {
    return clusters;
  }

  /** The client underneath, for everything else that the server has. */
  public KubernetesClient kubernetes() {
    return kubernetes;
  }

  @Override
  public void close() {
    kubernetes.close();
  }
}
