package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.kinds.rbac.PolicyRule;
import java.util.List;
import java.util.Map;

/**
 * A ClusterRole that every registry has.
 *
 * @param labels beside the one that says that it is a default
 * @param aggregates the label that selects the roles whose rules this one has; empty if it has its
 *     own
 */
record DefaultRole(
    String name, Map<String, String> labels, List<PolicyRule> rules, String aggregates) {
  static final String BOOTSTRAPPING = "kubernetes.io/bootstrapping";
  static final String DEFAULTS = "rbac-defaults";
  static final String AUTOUPDATE = "rbac.authorization.kubernetes.io/autoupdate";
  private static final String AGGREGATE_TO = "rbac.authorization.k8s.io/aggregate-to-";

  static DefaultRole of(String name, PolicyRule... rules) {
    return new DefaultRole(name, Map.of(), List.of(rules), "");
  }

  static DefaultRole aggregating(String name) {
    return new DefaultRole(name, Map.of(), List.of(), AGGREGATE_TO + name);
  }

  /** The same, and its rules become part of another role's. */
  DefaultRole partOf(String role) {
    return new DefaultRole(name, Map.of(AGGREGATE_TO + role, "true"), rules, aggregates);
  }
}
