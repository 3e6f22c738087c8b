package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.machinery.yaml.YamlPrinter;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prints records for programs. */
final class Trees {
  private static final JsonMapper JSON = new JsonMapper();

  private Trees() {}

  /**
   * @param form json or yaml
   */
  static String print(String form, Object value) {
    JsonNode tree = JSON.valueToTree(value);
    return switch (form) {
      case "json" -> JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
      case "yaml" -> new String(YamlPrinter.print(tree), StandardCharsets.UTF_8);
      default ->
          throw new CrinitException("invalid output: " + form + ", should be either json or yaml");
    };
  }
}
