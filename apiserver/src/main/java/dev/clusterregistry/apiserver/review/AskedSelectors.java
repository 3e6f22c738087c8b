package dev.clusterregistry.apiserver.review;

import dev.clusterregistry.machinery.selector.FieldRequirement;
import dev.clusterregistry.machinery.selector.FieldSelector;
import dev.clusterregistry.machinery.selector.LabelRequirement;
import dev.clusterregistry.machinery.selector.LabelRequirement.Operator;
import dev.clusterregistry.machinery.selector.LabelSelector;
import dev.clusterregistry.machinery.status.StatusException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The selectors of an access review (KEP-4601), by text or by requirements. They only narrow what
 * is asked, so what cannot be understood of them is left out, and the answer says so.
 *
 * @param problems for the answer, in Kubernetes' words
 */
record AskedSelectors(FieldSelector fields, LabelSelector labels, List<String> problems) {
  static final String FIELD = "fieldSelector";
  static final String LABEL = "labelSelector";

  /** What of a requirement cannot be used; for a person. */
  private static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1;
  }

  static AskedSelectors of(JsonNode resource) {
    List<String> problems = new ArrayList<>(0);
    FieldSelector fields = fields(resource.path(FIELD), problems);
    LabelSelector labels = labels(resource.path(LABEL), problems);
    return new AskedSelectors(fields, labels, problems);
  }

  private static FieldSelector fields(JsonNode asked, List<String> problems) {
    String text = asked.path("rawSelector").asString("");
    List<FieldRequirement> known = new ArrayList<>();
    boolean all = true;
    try {
      known.addAll(FieldSelector.parse(text).requirements());
    } catch (StatusException e) {
      all = false;
    }
    for (JsonNode each : asked.path("requirements")) {
      try {
        known.add(field(each));
      } catch (UnusableException e) {
        all = false;
      }
    }
    note(all, FIELD, known, problems);
    return new FieldSelector(known);
  }

  private static FieldRequirement field(JsonNode asked) throws UnusableException {
    String operator = asked.path("operator").asString("");
    boolean known = operator.equals("In") || operator.equals("NotIn");
    if (!known || asked.path("values").size() != 1) {
      throw new UnusableException();
    }
    String value = asked.path("values").path(0).asString("");
    return new FieldRequirement(asked.path("key").asString(""), operator.equals("In"), value);
  }

  private static LabelSelector labels(JsonNode asked, List<String> problems) {
    String text = asked.path("rawSelector").asString("");
    List<LabelRequirement> known = new ArrayList<>();
    boolean all = true;
    try {
      known.addAll(LabelSelector.parse(text).requirements());
    } catch (StatusException e) {
      all = false;
    }
    for (JsonNode each : asked.path("requirements")) {
      Operator operator = operator(each.path("operator").asString(""));
      if (operator == null) {
        all = false;
      } else {
        List<String> values = new ArrayList<>();
        each.path("values").forEach(value -> values.add(value.asString("")));
        known.add(new LabelRequirement(each.path("key").asString(""), operator, values));
      }
    }
    note(all, LABEL, known, problems);
    return new LabelSelector(known);
  }

  private static @Nullable Operator operator(String name) {
    return switch (name) {
      case "In" -> Operator.IN;
      case "NotIn" -> Operator.NOT_IN;
      case "Exists" -> Operator.EXISTS;
      case "DoesNotExist" -> Operator.ABSENT;
      default -> null;
    };
  }

  private static void note(boolean all, String member, List<?> known, List<String> problems) {
    if (!all) {
      problems.add(
          "spec.resourceAttributes."
              + member
              + (known.isEmpty() ? "" : " partially")
              + " ignored due to parse error");
    }
  }
}
