package dev.clusterregistry.generators;

import dev.clusterregistry.machinery.yaml.YamlPrinter;
import dev.clusterregistry.machinery.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The kind as a CustomResourceDefinition that any Kubernetes takes: without what only this server
 * knows.
 */
final class CustomResource {
  private static final String OURS = "x-clusterregistry-";

  private final ObjectNode tree;

  /**
   * @param yaml the kind as the server reads it
   */
  CustomResource(String yaml) {
    tree =
        (ObjectNode)
            YamlReader.readInOrder(yaml.getBytes(StandardCharsets.UTF_8)).tree().deepCopy();
  }

  String text() {
    // Groups below k8s.io need it, and this one never went through that review.
    ((ObjectNode) tree.get("metadata"))
        .putObject("annotations")
        .put("api-approved.kubernetes.io", "unapproved, kept from the first cluster registry");
    for (JsonNode version : tree.get("spec").get("versions")) {
      ArrayNode columns = (ArrayNode) version.get("additionalPrinterColumns");
      for (int i = columns.size() - 1; i >= 0; i--) {
        if (!columns.get(i).has("jsonPath")) {
          columns.remove(i); // computed by this server
        }
      }
    }
    strip(tree);
    return "# Clusters as a CustomResourceDefinition, for those who prefer one to a server of its own.\n"
        + "# Made by hack/update-api.sh out of the server's schema.\n"
        + new String(YamlPrinter.print(tree), StandardCharsets.UTF_8);
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List.copyOf(object.propertyNames()).stream()
          .filter(name -> name.startsWith(OURS))
          .forEach(object::remove);
    }
    node.forEach(CustomResource::strip);
  }
}
