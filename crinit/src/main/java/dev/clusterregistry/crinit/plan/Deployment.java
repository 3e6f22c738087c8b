package dev.clusterregistry.crinit.plan;

import static dev.clusterregistry.crinit.object.Json.list;
import static dev.clusterregistry.crinit.object.Json.object;

import dev.clusterregistry.crinit.object.Json;
import dev.clusterregistry.crinit.object.KubernetesObject;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The registry's pods and what keeps them running. */
final class Deployment {
  private Deployment() {}

  static List<KubernetesObject> objects(Settings settings) {
    return settings.replicas() > 1
        ? List.of(deployment(settings), disruptionBudget(settings))
        : List.of(deployment(settings));
  }

  private static KubernetesObject deployment(Settings settings) {
    Registry registry = settings.registry();
    return KubernetesObject.of(
            registry.deployment(),
            registry.labels(),
            "spec",
            object(
                "replicas",
                settings.replicas(),
                "selector",
                object("matchLabels", registry.podSelector()),
                "strategy",
                strategy(settings.storage()),
                "template",
                object(
                    "metadata",
                    object("labels", registry.podLabels()),
                    "spec",
                    Pod.spec(settings))))
        .annotated(Registry.MODE, settings.mode().word())
        .annotated(Registry.FLAGS, Json.list(settings.flags()).toString());
  }

  /** Two pods cannot have one volume: the old one goes before the new one comes. */
  private static ObjectNode strategy(Storage storage) {
    return switch (storage) {
      case Storage.Embedded ignored -> object("type", "Recreate");
      case Storage.Sidecar ignored -> object("type", "Recreate");
      case Storage.External ignored ->
          object(
              "type", "RollingUpdate", "rollingUpdate", object("maxUnavailable", 0, "maxSurge", 1));
    };
  }

  private static KubernetesObject disruptionBudget(Settings settings) {
    Registry registry = settings.registry();
    return KubernetesObject.of(
        registry.disruptionBudget(),
        registry.labels(),
        "spec",
        object("maxUnavailable", 1, "selector", object("matchLabels", registry.podSelector())));
  }

  /** Spreads replicas over nodes where there are enough of them. */
  static ObjectNode affinity(Registry registry) {
    return object(
        "podAntiAffinity",
        object(
            "preferredDuringSchedulingIgnoredDuringExecution",
            list(
                object(
                    "weight",
                    100,
                    "podAffinityTerm",
                    object(
                        "topologyKey",
                        "kubernetes.io/hostname",
                        "labelSelector",
                        object("matchLabels", registry.podSelector()))))));
  }
}
