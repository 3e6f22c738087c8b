package dev.clusterregistry.kinds.rbac;

import dev.clusterregistry.machinery.field.FieldError;
import dev.clusterregistry.machinery.field.FieldPath;
import dev.clusterregistry.machinery.schema.KindRules;
import dev.clusterregistry.machinery.validation.NameRule;
import dev.clusterregistry.machinery.validation.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules of Roles and ClusterRoles. */
public final class RoleRules implements KindRules {
  private static final FieldPath RULES = FieldPath.of("rules");
  private static final FieldPath SELECTORS =
      FieldPath.of("aggregationRule").child("clusterRoleSelectors");

  private final boolean namespaced;

  /**
   * @param namespaced whether for Roles
   */
  public RoleRules(boolean namespaced) {
    this.namespaced = namespaced;
  }

  @Override
  public NameRule nameRule() {
    return NameRule.PATH_SEGMENT;
  }

  @Override
  public List<FieldError> errors(ObjectNode role, @Nullable ObjectNode stored) {
    List<FieldError> errors = new ArrayList<>(0);
    JsonNode rules = role.path("rules");
    for (int i = 0; i < rules.size(); i++) {
      checkRule(rules.path(i), RULES.index(i), errors);
    }
    if (role.get("aggregationRule") instanceof ObjectNode aggregation) {
      checkSelectors(aggregation.path("clusterRoleSelectors"), errors);
    }
    return errors;
  }

  private void checkRule(JsonNode rule, FieldPath path, List<FieldError> errors) {
    if (rule.path("verbs").isEmpty()) {
      errors.add(FieldError.required(path.child("verbs"), "verbs must contain at least one value"));
    }
    JsonNode paths = rule.path("nonResourceURLs");
    boolean groups = !rule.path("apiGroups").isEmpty();
    boolean resources = !rule.path("resources").isEmpty();
    if (!paths.isEmpty()) {
      if (namespaced) {
        errors.add(
            FieldError.invalid(
                path.child("nonResourceURLs"),
                paths,
                "namespaced rules cannot apply to non-resource URLs"));
      }
      if (groups || resources || !rule.path("resourceNames").isEmpty()) {
        errors.add(
            FieldError.invalid(
                path.child("nonResourceURLs"),
                paths,
                "rules cannot apply to both regular resources and non-resource URLs"));
      }
      return;
    }
    if (!groups) {
      errors.add(
          FieldError.required(
              path.child("apiGroups"), "resource rules must supply at least one api group"));
    }
    if (!resources) {
      errors.add(
          FieldError.required(
              path.child("resources"), "resource rules must supply at least one resource"));
    }
  }

  private static void checkSelectors(JsonNode selectors, List<FieldError> errors) {
    if (selectors.isEmpty()) {
      errors.add(
          FieldError.required(
              SELECTORS,
              "at least one clusterRoleSelector required if aggregationRule is non-nil"));
    }
    for (int i = 0; i < selectors.size(); i++) {
      checkLabels(selectors.path(i).path("matchLabels"), SELECTORS.index(i), errors);
      JsonNode expressions = selectors.path(i).path("matchExpressions");
      for (int j = 0; j < expressions.size(); j++) {
        checkExpression(
            expressions.path(j), SELECTORS.index(i).child("matchExpressions").index(j), errors);
      }
    }
  }

  private static void checkLabels(JsonNode labels, FieldPath selector, List<FieldError> errors) {
    FieldPath path = selector.child("matchLabels");
    labels.forEachEntry(
        (key, value) -> {
          for (String problem : Names.qualifiedName(key)) {
            errors.add(FieldError.invalid(path, key, problem));
          }
          for (String problem : Names.labelValue(value.asString(""))) {
            errors.add(FieldError.invalid(path, value.asString(""), problem));
          }
        });
  }

  private static void checkExpression(
      JsonNode expression, FieldPath path, List<FieldError> errors) {
    boolean values = !expression.path("values").isEmpty();
    String operator = expression.path("operator").asString("");
    switch (operator) {
      case "In", "NotIn" -> {
        if (!values) {
          errors.add(
              FieldError.required(
                  path.child("values"), "must be specified when `operator` is 'In' or 'NotIn'"));
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (values) {
          errors.add(
              FieldError.forbidden(
                  path.child("values"),
                  "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
        }
      }
      default ->
          errors.add(
              FieldError.invalid(
                  path.child("operator"), operator, "not a valid selector operator"));
    }
    String key = expression.path("key").asString("");
    for (String problem : Names.qualifiedName(key)) {
      errors.add(FieldError.invalid(path.child("key"), key, problem));
    }
  }

  @Override
  public @Nullable JsonNode cell(String computed, ObjectNode role) {
    return role.path("metadata").get("creationTimestamp");
  }
}
