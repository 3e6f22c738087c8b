package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.auth.Authorizer.Decision;
import dev.clusterregistry.kinds.rbac.PolicyRule;
import java.util.List;

/**
 * What one binding gives to one of its subjects.
 *
 * @param binding by which grants of one and the same binding are known
 * @param allow the decision when one of the rules allows
 * @param error why there are no rules; empty if there are
 */
record Grant(Object binding, List<PolicyRule> rules, Decision allow, String error) {}
