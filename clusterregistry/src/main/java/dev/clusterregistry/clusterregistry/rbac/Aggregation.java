package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.local.LocalClient;
import dev.clusterregistry.kinds.rbac.PolicyRule;
import dev.clusterregistry.kinds.rbac.Rbac;
import dev.clusterregistry.kinds.rbac.Role;
import dev.clusterregistry.kinds.rbac.RoleSelector;
import dev.clusterregistry.machinery.status.StatusException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives ClusterRoles with an aggregation rule the rules of the roles that they select, in the order
 * of the roles' names and each rule once.
 */
final class Aggregation {
  private static final String PATH = "/apis/" + Rbac.GROUP + "/v1/" + Rbac.CLUSTER_ROLES + "/";

  private final RbacObjects objects;
  private final LocalClient client;

  private record Stored(Frozen object, Role role) {}

  Aggregation(RbacObjects objects, LocalClient client) {
    this.objects = objects;
    this.client = client;
  }

  /** Whether all could be written; if not, somebody else came first. */
  boolean run() {
    List<Stored> all = new ArrayList<>();
    objects.clusterRoles((object, role) -> all.add(new Stored(object, role)));
    boolean done = true;
    for (Stored stored : all) {
      List<RoleSelector> selectors = stored.role().aggregated();
      if (selectors != null && !selectors.isEmpty()) {
        List<PolicyRule> rules = aggregated(stored, selectors, all);
        if (!rules.equals(stored.role().rules())) {
          done &= write(stored.object(), rules);
        }
      }
    }
    return done;
  }

  private static List<PolicyRule> aggregated(
      Stored role, List<RoleSelector> selectors, List<Stored> all) {
    Set<PolicyRule> rules = new LinkedHashSet<>();
    for (Stored other : all) {
      boolean itself = other.object().key().equals(role.object().key());
      if (!itself && selectors.stream().anyMatch(s -> s.selects(other.object()::label))) {
        rules.addAll(other.role().rules());
      }
    }
    return List.copyOf(rules);
  }

  private boolean write(Frozen object, List<PolicyRule> rules) {
    ObjectNode tree = RbacTrees.parse(object);
    tree.set("rules", Rbac.tree(rules));
    try {
      client.send("PUT", PATH + escaped(object.name()), RbacTrees.json(tree));
      return true;
    } catch (StatusException e) {
      return false;
    }
  }

  /** Names of roles may hold anything but slashes. */
  private static String escaped(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
