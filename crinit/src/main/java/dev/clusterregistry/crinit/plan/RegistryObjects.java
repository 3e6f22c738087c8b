package dev.clusterregistry.crinit.plan;

import static dev.clusterregistry.crinit.object.Json.list;
import static dev.clusterregistry.crinit.object.Json.object;

import dev.clusterregistry.crinit.object.KubernetesObject;
import dev.clusterregistry.crinit.object.Reference;
import dev.clusterregistry.crinit.plan.Storage.EtcdCredentials;
import dev.clusterregistry.crinit.plan.Volume.Claim;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The objects around a registry's pods. */
public final class RegistryObjects {
  private RegistryObjects() {}

  /** Only pods that keep to the restricted Pod Security Standard run in it. */
  static KubernetesObject namespace(Registry registry) {
    KubernetesObject namespace = KubernetesObject.of(registry.namespaceObject(), registry.labels());
    ObjectNode labels = namespace.tree().withObject("/metadata/labels");
    for (String what : List.of("enforce", "audit", "warn")) {
      labels.put("pod-security.kubernetes.io/" + what, "restricted");
    }
    return namespace;
  }

  static KubernetesObject service(Registry registry, Exposure exposure) {
    return KubernetesObject.of(
        registry.service(),
        registry.labels(),
        "spec",
        object(
            "type",
            exposure.type().word(),
            "selector",
            registry.podSelector(),
            "ports",
            list(
                object(
                    "name",
                    "https",
                    "protocol",
                    "TCP",
                    "port",
                    443,
                    "targetPort",
                    "https",
                    "nodePort",
                    exposure.nodePort() == 0 ? null : exposure.nodePort()))));
  }

  /** What outlives pods: volumes, and what etcd knows the registry by. */
  static List<KubernetesObject> kept(Settings settings) {
    Registry registry = settings.registry();
    List<KubernetesObject> objects = new ArrayList<>();
    switch (settings.storage()) {
      case Storage.Embedded(Claim claim) ->
          objects.add(claim(registry, registry.dataClaim(), claim));
      case Storage.Sidecar(String ignored, Claim claim) ->
          objects.add(claim(registry, registry.etcdClaim(), claim));
      case Storage.External(List<String> ignored, EtcdCredentials credentials)
          when credentials != null && !credentials.contents().isEmpty() ->
          objects.add(
              KubernetesObject.of(
                  registry.etcdCredentials(),
                  registry.labels(),
                  "type",
                  "Opaque",
                  "data",
                  credentials.contents()));
      case Storage.Embedded ignored -> {}
      case Storage.Sidecar ignored -> {}
      case Storage.External ignored -> {}
    }
    return objects;
  }

  private static KubernetesObject claim(Registry registry, Reference reference, Claim claim) {
    return KubernetesObject.of(
        reference,
        registry.labels(),
        "spec",
        object(
            "accessModes",
            list("ReadWriteOnce"),
            "storageClassName",
            claim.storageClass(),
            "resources",
            object("requests", object("storage", claim.capacity()))));
  }

  /** The two Secrets of a registry. */
  public static List<KubernetesObject> secrets(Registry registry, Facts facts) {
    return List.of(
        KubernetesObject.of(
            registry.authority(),
            registry.labels(),
            "type",
            "kubernetes.io/tls",
            "data",
            facts.authority()),
        KubernetesObject.of(
            registry.credentials(), registry.labels(), "type", "Opaque", "data", facts.serving()));
  }

  /** The registry's place in the host's API. */
  public static KubernetesObject apiService(Registry registry, Facts facts) {
    return KubernetesObject.of(
        registry.apiService(),
        registry.labels(),
        "spec",
        object(
            "group",
            Registry.GROUP,
            "version",
            "v1alpha1",
            "groupPriorityMinimum",
            10000,
            "versionPriority",
            20,
            "caBundle",
            facts.serving().get(Facts.AUTHORITY),
            "service",
            object(
                "name",
                registry.service().name(),
                "namespace",
                registry.namespace(),
                "port",
                443)));
  }
}
