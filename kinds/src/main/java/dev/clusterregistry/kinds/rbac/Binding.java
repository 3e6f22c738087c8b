package dev.clusterregistry.kinds.rbac;

import java.util.List;

/** What a RoleBinding or ClusterRoleBinding says. */
public record Binding(RoleRef role, List<Subject> subjects) {}
