package dev.clusterregistry.crinit.command;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.object.KubernetesObject;
import java.util.List;
import picocli.CommandLine.Option;

/** In which form objects are printed. */
final class OutputFlag {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "yaml|json",
      description = "Print the objects, too, in this form; progress goes to standard error then.")
  String form = "";

  boolean isGiven() {
    return !form.isEmpty();
  }

  void check() {
    if (!List.of("", "yaml", "json").contains(form)) {
      throw new CrinitException("invalid output: " + form + ", should be either yaml or json");
    }
  }

  String print(List<KubernetesObject> objects) {
    return form.equals("json") ? KubernetesObject.json(objects) : KubernetesObject.yaml(objects);
  }
}
