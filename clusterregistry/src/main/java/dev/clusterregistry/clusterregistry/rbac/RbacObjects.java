package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.cache.CacheListener;
import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.WatchCache;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.local.Inside;
import dev.clusterregistry.kinds.rbac.Binding;
import dev.clusterregistry.kinds.rbac.Role;
import java.util.List;
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
  private final ParsedRules parsed;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock making = new ReentrantLock();
  private volatile int generation; // written by the feed's thread
  private volatile RuleIndex index = RuleIndex.NONE;

  RbacObjects(Inside inside) {
    cache = inside.cache();
    parsed = new ParsedRules(inside);
    cache.listen(this);
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
    return parsed.index(made, cache::current);
  }

  /** Shows all ClusterRoles. */
  void clusterRoles(BiConsumer<Frozen, Role> visitor) {
    making.lock();
    try {
      parsed.clusterRoles(cache::current, visitor);
    } finally {
      making.unlock();
    }
  }

  /** Shows all ClusterRoleBindings. */
  void clusterRoleBindings(BiConsumer<Frozen, Binding> visitor) {
    making.lock();
    try {
      parsed.clusterRoleBindings(cache::current, visitor);
    } finally {
      making.unlock();
    }
  }

  /** The roles as they are now. */
  RoleFinder roles() {
    making.lock();
    try {
      return parsed.finder(cache::current);
    } finally {
      making.unlock();
    }
  }

  @Override
  public void applied() {
    if (parsed.changed(cache::current)) {
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
