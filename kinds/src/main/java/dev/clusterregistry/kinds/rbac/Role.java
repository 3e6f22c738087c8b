package dev.clusterregistry.kinds.rbac;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Role or ClusterRole says.
 *
 * @param aggregated null unless the rules are those of other roles, which one of these selects
 */
public record Role(List<PolicyRule> rules, @Nullable List<RoleSelector> aggregated) {}
