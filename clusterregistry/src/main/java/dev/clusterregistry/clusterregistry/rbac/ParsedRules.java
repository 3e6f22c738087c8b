package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.Snapshot;
import dev.clusterregistry.apiserver.local.Inside;
import dev.clusterregistry.kinds.rbac.Binding;
import dev.clusterregistry.kinds.rbac.Rbac;
import dev.clusterregistry.kinds.rbac.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Roles and bindings of one state after another; what has not changed from one to the next is
 * parsed once. Used by one thread at a time.
 */
final class ParsedRules {
  private final ParsedObjects<Role> clusterRoles;
  private final ParsedObjects<Role> roles;
  private final ParsedObjects<Binding> clusterRoleBindings;
  private final ParsedObjects<Binding> roleBindings;

  ParsedRules(Inside inside) {
    clusterRoles = new ParsedObjects<>(resource(inside, Rbac.CLUSTER_ROLES), Rbac::role);
    roles = new ParsedObjects<>(resource(inside, Rbac.ROLES), Rbac::role);
    clusterRoleBindings =
        new ParsedObjects<>(resource(inside, Rbac.CLUSTER_ROLE_BINDINGS), Rbac::binding);
    roleBindings = new ParsedObjects<>(resource(inside, Rbac.ROLE_BINDINGS), Rbac::binding);
  }

  private static CachedResource resource(Inside inside, String plural) {
    return Objects.requireNonNull(inside.resources().find(Rbac.GROUP, "v1", plural)).cached();
  }

  /** What rules are made of. */
  List<CachedResource> resources() {
    return List.of(
        clusterRoles.resource(),
        roles.resource(),
        clusterRoleBindings.resource(),
        roleBindings.resource());
  }

  /**
   * @param state the snapshots to read
   */
  RuleIndex index(int generation, Function<CachedResource, Snapshot> state) {
    IndexBuilder builder = new IndexBuilder(finder(state));
    clusterRoleBindings.read(
        state, (object, binding) -> builder.addClusterRoleBinding(object.name(), binding));
    roleBindings.read(
        state,
        (object, binding) -> builder.addRoleBinding(object.namespace(), object.name(), binding));
    return builder.build(generation);
  }

  RoleFinder finder(Function<CachedResource, Snapshot> state) {
    Map<String, Role> everywhere = new HashMap<>();
    clusterRoles.read(state, (object, role) -> everywhere.put(object.name(), role));
    Map<String, Role> local = new HashMap<>();
    roles.read(state, (object, role) -> local.put(object.namespace() + "/" + object.name(), role));
    return new RoleFinder(everywhere, local);
  }

  void clusterRoles(Function<CachedResource, Snapshot> state, BiConsumer<Frozen, Role> visitor) {
    clusterRoles.read(state, visitor);
  }

  void clusterRoleBindings(
      Function<CachedResource, Snapshot> state, BiConsumer<Frozen, Binding> visitor) {
    clusterRoleBindings.read(state, visitor);
  }

  /** Whether anything has changed since the last call. On the feed's thread. */
  boolean changed(Function<CachedResource, Snapshot> state) {
    boolean changed = clusterRoles.changed(state);
    changed |= roles.changed(state);
    changed |= clusterRoleBindings.changed(state);
    changed |= roleBindings.changed(state);
    return changed;
  }
}
