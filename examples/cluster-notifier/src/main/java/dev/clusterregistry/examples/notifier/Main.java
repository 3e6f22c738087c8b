package dev.clusterregistry.examples.notifier;

import dev.clusterregistry.client.ClusterRegistryClient;
import dev.clusterregistry.client.Selection;
import java.net.URI;

/** Runs until it is stopped. The registry is that of the kubeconfig's current context. */
public final class Main {
  private Main() {}

  /**
   * @param arguments the web hook's address and, if not all clusters are meant, a label selector
   */
  public static void main(String[] arguments) {
    if (arguments.length < 1 || arguments.length > 2) {
      System.err.println("expected the web hook's address and, optionally, a label selector");
      System.exit(2);
    }
    Selection selection = arguments.length == 2 ? Selection.labels(arguments[1]) : Selection.all();
    try (ClusterRegistryClient registry = ClusterRegistryClient.fromKubeconfig();
        Webhook webhook = new Webhook(URI.create(arguments[0]));
        ClusterNotifier notifier = new ClusterNotifier(registry, selection, webhook::post)) {
      notifier.start();
      notifier.stopped().toCompletableFuture().join();
    }
  }
}
