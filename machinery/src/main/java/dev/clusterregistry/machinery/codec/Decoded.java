package dev.clusterregistry.machinery.codec;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A decoded object.
 *
 * @param tree what the schema knows, kind and apiVersion first; the caller's to change
 * @param strictProblems unknown and duplicate fields in document order, in Kubernetes' words; the
 *     duplicate keys of a YAML body are one problem of several lines, at the front
 */
public record Decoded(ObjectNode tree, List<String> strictProblems) {
  private static final String YAML_HEADING = "yaml: unmarshal errors:\n";

  /** One text per Warning header. */
  public List<String> warnings() {
    if (strictProblems.isEmpty()) {
      return strictProblems;
    }
    List<String> warnings = new ArrayList<>(strictProblems.size());
    for (String problem : strictProblems) {
      if (problem.startsWith(YAML_HEADING)) {
        problem.substring(YAML_HEADING.length()).lines().map(String::strip).forEach(warnings::add);
      } else {
        warnings.add(problem);
      }
    }
    return warnings;
  }

  /** All problems as the error of strict validation. */
  public String strictError() {
    return "strict decoding error: " + String.join(", ", strictProblems);
  }
}
