package dev.clusterregistry.apiserver.auth.config;

import dev.clusterregistry.machinery.yaml.YamlException;
import dev.clusterregistry.machinery.yaml.YamlReader;
import java.io.IOException;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A file of the group apiserver.config.k8s.io, YAML or JSON. */
public final class ConfigurationDocument {
  private static final Set<String> VERSIONS =
      Set.of(
          "apiserver.config.k8s.io/v1",
          "apiserver.config.k8s.io/v1beta1",
          "apiserver.config.k8s.io/v1alpha1");

  private ConfigurationDocument() {}

  /**
   * @throws IOException in one line, if it cannot be read or is of another kind or version
   */
  public static JsonNode read(byte[] content, String kind) throws IOException {
    JsonNode root;
    try {
      YamlReader.Document document = YamlReader.read(content);
      if (!document.duplicates().isEmpty()) {
        throw new IOException(document.duplicates().get(0));
      }
      root = document.tree();
    } catch (YamlException e) {
      throw new IOException(e.getMessage());
    }
    if (!root.path("kind").asString("").equals(kind)
        || !VERSIONS.contains(root.path("apiVersion").asString(""))) {
      throw new IOException(
          "kind must be "
              + kind
              + ", and apiVersion one of apiserver.config.k8s.io/v1, v1beta1 and v1alpha1");
    }
    return root;
  }
}
