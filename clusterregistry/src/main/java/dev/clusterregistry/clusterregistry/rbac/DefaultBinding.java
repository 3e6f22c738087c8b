package dev.clusterregistry.clusterregistry.rbac;

import java.util.List;

/** A ClusterRoleBinding of the same name as its role that every registry has. */
record DefaultBinding(String name, List<String> groups) {

  static DefaultBinding of(String name, String... groups) {
    return new DefaultBinding(name, List.of(groups));
  }
}
