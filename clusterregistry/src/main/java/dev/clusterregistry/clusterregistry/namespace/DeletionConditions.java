package dev.clusterregistry.clusterregistry.namespace;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the status of a namespace that is to go says about its deletion, in the words of Kubernetes'
 * namespace controller: five conditions, all False when nothing is in the way.
 */
final class DeletionConditions {
  private final ArrayNode conditions;
  private final Instant now;
  private boolean changed;

  private DeletionConditions(ArrayNode conditions, Instant now) {
    this.conditions = conditions;
    this.now = now;
  }

  /** Brings the status up to date, and answers whether it was not. */
  static boolean update(ObjectNode namespace, Remains remains, Instant now) {
    ArrayNode list = namespace.withObject("status").withArray("conditions");
    DeletionConditions conditions = new DeletionConditions(list, now);
    conditions.set(
        "NamespaceDeletionDiscoveryFailure",
        "",
        "ResourcesDiscovered",
        "All resources successfully discovered");
    conditions.set(
        "NamespaceDeletionGroupVersionParsingFailure",
        "",
        "ParsedGroupVersions",
        "All legacy kube types successfully parsed");
    conditions.set(
        "NamespaceDeletionContentFailure",
        remains.failures().isEmpty() ? "" : "ContentDeletionFailed",
        "ContentDeleted",
        remains.failures().isEmpty()
            ? "All content successfully deleted, may be waiting on finalization"
            : "Failed to delete all resource types, "
                + remains.failures().size()
                + " remaining: "
                + String.join(", ", remains.failures()));
    conditions.set(
        "NamespaceContentRemaining",
        remains.objects().isEmpty() ? "" : "SomeResourcesRemain",
        "ContentRemoved",
        remains.objects().isEmpty()
            ? "All content successfully removed"
            : "Some resources are remaining: " + each(remains.objects(), " has "));
    conditions.set(
        "NamespaceFinalizersRemaining",
        remains.finalizers().isEmpty() ? "" : "SomeFinalizersRemain",
        "ContentHasNoFinalizers",
        remains.finalizers().isEmpty()
            ? "All content-preserving finalizers finished"
            : "Some content in the namespace has finalizers remaining: "
                + each(remains.finalizers(), " in "));
    return conditions.changed;
  }

  private static String each(Map<String, Integer> counts, String between) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + between + entry.getValue() + " resource instances")
        .collect(Collectors.joining(", "));
  }

  /**
   * @param problem the reason if the condition holds; empty if it does not
   * @param otherwise the reason if it does not
   */
  private void set(String type, String problem, String otherwise, String message) {
    String status = problem.isEmpty() ? "False" : "True";
    String reason = problem.isEmpty() ? otherwise : problem;
    ObjectNode condition = find(type);
    boolean turned = !is(condition, "status", status);
    if (turned || !is(condition, "reason", reason) || !is(condition, "message", message)) {
      changed = true;
    }
    if (turned) {
      condition.put("lastTransitionTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
    }
    condition.put("status", status).put("reason", reason).put("message", message);
  }

  private ObjectNode find(String type) {
    for (JsonNode each : conditions) {
      if (each instanceof ObjectNode condition && is(condition, "type", type)) {
        return condition;
      }
    }
    return conditions.addObject().put("type", type);
  }

  private static boolean is(ObjectNode condition, String member, String text) {
    return condition.path(member).asString("").equals(text);
  }
}
