package dev.clusterregistry.crinit.run;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.host.Host;
import dev.clusterregistry.crinit.plan.Registry;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Waits until all pods of a registry are of the newest kind, and ready. */
final class Rollout {
  private final Host host;
  private final Registry registry;

  Rollout(Host host, Registry registry) {
    this.host = host;
    this.registry = registry;
  }

  void await(Patience patience, Progress progress) {
    Optional<Boolean> complete =
        patience.await(
            progress,
            () ->
                host.get(registry.deployment())
                    .filter(Rollout::isComplete)
                    .map(deployment -> true));
    if (complete.isEmpty()) {
      throw new CrinitException(
          "the cluster registry's pods are not ready within "
              + patience
              + new Trouble(host).explain(registry)
              + "\nTo wait longer: --timeout.");
    }
  }

  /** As "kubectl rollout status" has it. */
  static boolean isComplete(ObjectNode deployment) {
    int wanted = deployment.at("/spec/replicas").asInt(1);
    long generation = deployment.at("/metadata/generation").asLong(0);
    return deployment.at("/status/observedGeneration").asLong(-1) >= generation
        && deployment.at("/status/updatedReplicas").asInt(0) >= wanted
        && deployment.at("/status/replicas").asInt(0) <= wanted
        && deployment.at("/status/availableReplicas").asInt(0) >= wanted;
  }
}
