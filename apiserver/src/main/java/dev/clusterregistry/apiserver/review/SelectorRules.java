package dev.clusterregistry.apiserver.review;

import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import dev.clusterregistry.machinery.validation.Names;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the selectors of an access review must be like, with Kubernetes' texts. */
final class SelectorRules {
  private SelectorRules() {}

  /** What is wrong with the selectors of a question. */
  static void check(FieldPath path, JsonNode resource, List<FieldError> errors) {
    for (String member : List.of(AskedSelectors.FIELD, AskedSelectors.LABEL)) {
      JsonNode selector = resource.path(member);
      if (selector.isObject()) {
        checkSelector(path.child(member), selector, member.equals(AskedSelectors.LABEL), errors);
      }
    }
  }

  private static void checkSelector(
      FieldPath path, JsonNode selector, boolean labels, List<FieldError> errors) {
    String text = selector.path("rawSelector").asString("");
    JsonNode requirements = selector.path("requirements");
    if (!text.isEmpty() && !requirements.isEmpty()) {
      errors.add(
          FieldError.invalid(
              path.child("rawSelector"),
              text,
              "may not specified at the same time as requirements"));
    }
    if (text.isEmpty() && requirements.isEmpty()) {
      errors.add(
          FieldError.required(
              path.child("requirements"),
              "when " + path + " is specified, requirements or rawSelector is required"));
    }
    int index = 0;
    for (JsonNode requirement : requirements) {
      checkRequirement(path.child("requirements").index(index++), requirement, labels, errors);
    }
  }

  private static void checkRequirement(
      FieldPath path, JsonNode requirement, boolean label, List<FieldError> errors) {
    String key = requirement.path("key").asString("");
    if (!label && key.isEmpty()) {
      errors.add(FieldError.required(path.child("key"), "must be specified"));
    }
    JsonNode values = requirement.path("values");
    switch (requirement.path("operator").asString("")) {
      case "In", "NotIn" -> {
        if (values.isEmpty()) {
          errors.add(
              FieldError.required(
                  path.child("values"), "must be specified when `operator` is 'In' or 'NotIn'"));
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!values.isEmpty()) {
          errors.add(
              FieldError.forbidden(
                  path.child("values"),
                  "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
        }
      }
      default -> {} // of a newer client, whose question is answered as far as it is understood
    }
    if (label) {
      checkLabel(path, key, values, errors);
    }
  }

  private static void checkLabel(
      FieldPath path, String key, JsonNode values, List<FieldError> errors) {
    for (String problem : Names.qualifiedName(key)) {
      errors.add(FieldError.invalid(path.child("key"), key, problem));
    }
    int index = 0;
    for (JsonNode value : values) {
      FieldPath at = path.child("values").index(index++);
      for (String problem : Names.labelValue(value.asString(""))) {
        errors.add(FieldError.invalid(at, value.asString(""), problem));
      }
    }
  }
}
