package dev.clusterregistry.apiserver.review;

import dev.clusterregistry.apiserver.request.User;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a user as authentication.k8s.io has it. */
final class UserTree {
  private UserTree() {}

  static ObjectNode of(User user) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("username", user.name()).put("uid", user.uid());
    user.groups().forEach(tree.putArray("groups")::add);
    ObjectNode extra = tree.putObject("extra");
    user.extra().forEach((key, values) -> values.forEach(extra.putArray(key)::add));
    return tree;
  }
}
