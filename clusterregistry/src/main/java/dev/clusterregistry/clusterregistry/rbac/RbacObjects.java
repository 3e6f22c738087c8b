package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.cache.CacheListener;
import dev.clusterregistry.apiserver.cache.CachedResource;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.local.Inside;
import dev.clusterregistry.kinds.rbac.Binding;
import dev.clusterregistry.kinds.rbac.Rbac;
import dev.clusterregistry.kinds.rbac.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * Roles and bindings as the watch cache has them. The feed only notes that they have changed; the
 * next who needs to know makes a new index, on a virtual thread, and parses what is new.
 *
 * <p>The lock is held while the index is made: all who need it wait for one and the same.
 */
final class RbacObjects implements CacheListener {
  private final WatchCache cache;
  private final ParsedObjects<Role> clusterRoles;
  private final ParsedObjects<Role> roles;
  private final ParsedObjects<Binding> clusterRoleBindings;
  private final ParsedObjects<Binding> roleBindings;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock making = new ReentrantLock();
  private volatile int generation; // written by the feed's thread
  private volatile RuleIndex index = RuleIndex.NONE;

  RbacObjects(Inside inside) {
    cache = inside.cache();
    clusterRoles = new ParsedObjects<>(resource(inside, Rbac.CLUSTER_ROLES), Rbac::role);
    roles = new ParsedObjects<>(resource(inside, Rbac.ROLES), Rbac::role);
    clusterRoleBindings =
        new ParsedObjects<>(resource(inside, Rbac.CLUSTER_ROLE_BINDINGS), Rbac::binding);
    roleBindings = new ParsedObjects<>(resource(inside, Rbac.ROLE_BINDINGS), Rbac::binding);
    cache.listen(this);
  }

  private static CachedResource resource(Inside inside, String plural) {
    return Objects.requireNonNull(inside.resources().find(Rbac.GROUP, "v1", plural)).cached();
  }

  /** Runs the task, on the feed's thread, when something has changed. */
  void listen(Runnable listener) {
    listeners.add(listener);
  }

  /** The rules as they are now. */
  RuleIndex index(Patience patience) {
    RuleIndex now = index;
    if (now.generation() == generation) {
      return now;
    }
    patience.blocking();
    making.lock();
    try {
      if (index.generation() != generation) {
        index = make();
      }
      return index;
    } finally {
      making.unlock();
    }
  }

  private RuleIndex make() {
    int made = generation; // before the snapshots: they may be newer, never older
    IndexBuilder builder = new IndexBuilder(finder());
    clusterRoleBindings.read(
        cache, (object, binding) -> builder.addClusterRoleBinding(object.name(), binding));
    roleBindings.read(
        cache,
        (object, binding) -> builder.addRoleBinding(object.namespace(), object.name(), binding));
    return builder.build(made);
  }

  private RoleFinder finder() {
    Map<String, Role> everywhere = new HashMap<>();
    clusterRoles.read(cache, (object, role) -> everywhere.put(object.name(), role));
    Map<String, Role> local = new HashMap<>();
    roles.read(cache, (object, role) -> local.put(object.namespace() + "/" + object.name(), role));
    return new RoleFinder(everywhere, local);
  }

  /** Shows all ClusterRoles. */
  void clusterRoles(BiConsumer<Frozen, Role> visitor) {
    making.lock();
    try {
      clusterRoles.read(cache, visitor);
    } finally {
      making.unlock();
    }
  }

  /** Shows all ClusterRoleBindings. */
  void clusterRoleBindings(BiConsumer<Frozen, Binding> visitor) {
    making.lock();
    try {
      clusterRoleBindings.read(cache, visitor);
    } finally {
      making.unlock();
    }
  }

  /** The roles as they are now. */
  RoleFinder roles() {
    making.lock();
    try {
      return finder();
    } finally {
      making.unlock();
    }
  }

  @Override
  public void applied() {
    boolean changed = clusterRoles.changed(cache);
    changed |= roles.changed(cache);
    changed |= clusterRoleBindings.changed(cache);
    changed |= roleBindings.changed(cache);
    if (changed) {
      reset();
    }
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  public void reset() {
    generation++;
    listeners.forEach(Runnable::run);
  }

  @Override
  public void historyLoaded() {}
}
