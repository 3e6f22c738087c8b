package dev.clusterregistry.apiserver.auth.webhook;

import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.machinery.selector.FieldRequirement;
import dev.clusterregistry.machinery.selector.LabelRequirement;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what a request is limited to as authorization.k8s.io has it (KEP-4601): as requirements,
 * so that nobody else has to read selectors the way that this server does. What those cannot say is
 * left out, for a limit that is not known makes the question wider, never narrower.
 */
final class SelectorTrees {
  private SelectorTrees() {}

  static void put(ObjectNode resource, RequestInfo info) {
    List<FieldRequirement> fields = info.fieldSelector().requirements();
    if (!fields.isEmpty()) {
      ArrayNode requirements = requirements(resource, "fieldSelector");
      for (FieldRequirement field : fields) {
        String operator = field.equal() ? "In" : "NotIn";
        add(requirements, field.field(), operator, List.of(field.value()));
      }
    }
    List<LabelRequirement> labels =
        info.labelSelector().requirements().stream().filter(SelectorTrees::known).toList();
    if (!labels.isEmpty()) {
      ArrayNode requirements = requirements(resource, "labelSelector");
      for (LabelRequirement label : labels) {
        add(requirements, label.key(), operator(label), label.values());
      }
    }
  }

  private static ArrayNode requirements(ObjectNode resource, String member) {
    return resource.putObject(member).putArray("requirements");
  }

  private static void add(
      ArrayNode requirements, String key, String operator, List<String> values) {
    ObjectNode requirement = requirements.addObject().put("key", key).put("operator", operator);
    if (!values.isEmpty()) {
      values.forEach(requirement.putArray("values")::add);
    }
  }

  private static boolean known(LabelRequirement label) {
    return !operator(label).isEmpty();
  }

  private static String operator(LabelRequirement label) {
    return switch (label.operator()) {
      case IN -> "In";
      case NOT_IN -> "NotIn";
      case EXISTS -> "Exists";
      case ABSENT -> "DoesNotExist";
      case GREATER, LESS -> "";
    };
  }
}
