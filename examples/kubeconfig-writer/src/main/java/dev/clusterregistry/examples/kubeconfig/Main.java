package dev.clusterregistry.examples.kubeconfig;

import dev.clusterregistry.client.ClusterRegistryClient;
import dev.clusterregistry.client.Selection;
import java.nio.file.Path;

/** Runs until it is stopped. The registry is that of the kubeconfig's current context. */
public final class Main {
  private Main() {}

  /**
   * @param arguments the file, which is replaced, and, if not all clusters are meant, a label
   *     selector
   */
  public static void main(String[] arguments) {
    if (arguments.length < 1 || arguments.length > 2) {
      System.err.println("expected the file to keep and, optionally, a label selector");
      System.exit(2);
    }
    Selection selection = arguments.length == 2 ? Selection.labels(arguments[1]) : Selection.all();
    try (ClusterRegistryClient registry = ClusterRegistryClient.fromKubeconfig();
        KubeconfigWriter writer =
            new KubeconfigWriter(registry, selection, Path.of(arguments[0]))) {
      writer.start();
      writer.stopped().toCompletableFuture().join();
    }
  }
}
