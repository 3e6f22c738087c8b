package dev.clusterregistry.tests.crinit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** As much of Kubernetes' kinds as a host cluster needs, as definitions for --kind-file. */
final class HostKinds {
  private static final List<Kind> KINDS =
      List.of(
          new Kind("", "v1", "Service", "services", true, "spec", "status"),
          new Kind("", "v1", "Secret", "secrets", true, "data"),
          new Kind(
              "", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", true, "spec", "status"),
          new Kind("", "v1", "ServiceAccount", "serviceaccounts", true),
          new Kind("", "v1", "ConfigMap", "configmaps", true, "data"),
          new Kind("", "v1", "Pod", "pods", true, "spec", "status"),
          new Kind("", "v1", "Event", "events", true, "involvedObject"),
          new Kind("", "v1", "Node", "nodes", false, "spec", "status"),
          new Kind("apps", "v1", "Deployment", "deployments", true, "spec", "status"),
          new Kind(
              "policy",
              "v1",
              "PodDisruptionBudget",
              "poddisruptionbudgets",
              true,
              "spec",
              "status"),
          new Kind("storage.k8s.io", "v1", "StorageClass", "storageclasses", false),
          new Kind(
              "apiextensions.k8s.io",
              "v1",
              "CustomResourceDefinition",
              "customresourcedefinitions",
              false,
              "spec"),
          new Kind(
              "apiregistration.k8s.io",
              "v1",
              "APIService",
              "apiservices",
              false,
              "spec",
              "status"));

  private record Kind(
      String group,
      String version,
      String kind,
      String plural,
      boolean namespaced,
      String... free) {

    String definition() {
      StringBuilder text = new StringBuilder();
      text.append("apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n")
          .append("metadata: {name: ")
          .append(plural)
          .append(group.isEmpty() ? "" : "." + group)
          .append("}\nspec:\n")
          .append(group.isEmpty() ? "" : "  group: " + group + "\n")
          .append("  scope: ")
          .append(namespaced ? "Namespaced" : "Cluster")
          .append('\n')
          .append("  names: {kind: ")
          .append(kind)
          .append(", plural: ")
          .append(plural)
          .append("}\n")
          .append("  versions:\n  - name: ")
          .append(version)
          .append("\n    served: true\n    storage: true\n");
      if (List.of(free).contains("status")) {
        text.append("    subresources: {status: {}}\n");
      }
      if (kind.equals("Event")) {
        text.append("    selectableFields: [{jsonPath: .involvedObject.name}]\n");
      }
      text.append(
          "    schema:\n      openAPIV3Schema:\n        type: object\n        properties:\n");
      for (String member : free) {
        text.append("          ").append(member).append(": ").append(schema(member)).append('\n');
      }
      for (String member : List.of("type", "reason", "message", "provisioner")) {
        text.append("          ").append(member).append(": {type: string}\n");
      }
      return text.toString();
    }

    private static String schema(String member) {
      return switch (member) {
        case "data" -> "{type: object, additionalProperties: {type: string}}";
        case "involvedObject" ->
            "{type: object, properties: {kind: {type: string}, name: {type: string},"
                + " namespace: {type: string}}}";
        default -> "{type: object, x-kubernetes-preserve-unknown-fields: true}";
      };
    }
  }

  private HostKinds() {}

  /** Writes the definitions; returns the flags that name them. */
  static List<String> flags(Path folder) throws IOException {
    List<String> flags = new ArrayList<>();
    for (Kind kind : KINDS) {
      Path file = folder.resolve(kind.plural() + ".yaml");
      Files.writeString(file, kind.definition());
      flags.add("--kind-file=" + file);
    }
    return flags;
  }
}
