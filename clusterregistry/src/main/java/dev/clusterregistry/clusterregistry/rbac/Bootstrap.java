package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.local.LocalClient;
import dev.clusterregistry.kinds.rbac.Binding;
import dev.clusterregistry.kinds.rbac.Coverage;
import dev.clusterregistry.kinds.rbac.PolicyRule;
import dev.clusterregistry.kinds.rbac.Rbac;
import dev.clusterregistry.kinds.rbac.Role;
import dev.clusterregistry.kinds.rbac.RoleRef;
import dev.clusterregistry.kinds.rbac.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sees to it that the default roles and bindings are there, with at least their rules and subjects.
 * What people added stays, and what has the annotation {@code autoupdate: "false"} is left alone.
 * Where all is well, nothing is parsed but what the index needs anyway, and nothing written.
 */
final class Bootstrap {
  private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);
  private static final String ROLES = "/apis/" + Rbac.GROUP + "/v1/" + Rbac.CLUSTER_ROLES;
  private static final String BINDINGS =
      "/apis/" + Rbac.GROUP + "/v1/" + Rbac.CLUSTER_ROLE_BINDINGS;

  private final RbacObjects objects;
  private final LocalClient client;

  private record Stored<T>(Frozen object, T value) {}

  Bootstrap(RbacObjects objects, LocalClient client) {
    this.objects = objects;
    this.client = client;
  }

  /** Whether there are no roles at all: the first start. */
  boolean needed() {
    List<String> names = new ArrayList<>();
    objects.clusterRoles((object, role) -> names.add(object.name()));
    return names.isEmpty();
  }

  /** All writes at once, so that they share the store's commits. */
  void reconcile() {
    Map<String, Stored<Role>> roles = new HashMap<>();
    objects.clusterRoles((object, role) -> roles.put(object.name(), new Stored<>(object, role)));
    Map<String, Stored<Binding>> bindings = new HashMap<>();
    objects.clusterRoleBindings(
        (object, binding) -> bindings.put(object.name(), new Stored<>(object, binding)));
    List<Runnable> writes = new ArrayList<>();
    for (DefaultRole role : Defaults.roles()) {
      add(writes, reconcile(role, roles.get(role.name())));
    }
    for (DefaultBinding binding : Defaults.bindings()) {
      add(writes, reconcile(binding, bindings.get(binding.name())));
    }
    run(writes);
  }

  private static void add(List<Runnable> writes, @Nullable Runnable write) {
    if (write != null) {
      writes.add(write);
    }
  }

  private static void run(List<Runnable> writes) {
    if (writes.isEmpty()) {
      return;
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      writes.forEach(write -> running.add(threads.submit(write)));
      for (Future<?> write : running) {
        await(write);
      }
    }
  }

  private static void await(Future<?> write) {
    try {
      write.get();
    } catch (ExecutionException e) {
      LOG.warn("a default role or binding cannot be written: {}", String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Runnable reconcile(DefaultRole wanted, @Nullable Stored<Role> stored) {
    if (stored == null) {
      return () -> client.send("POST", ROLES, RbacTrees.json(RbacTrees.role(wanted)));
    }
    List<PolicyRule> rules =
        wanted.aggregates().isEmpty()
            ? Coverage.missing(stored.value().rules(), wanted.rules())
            : List.of();
    boolean selector = !wanted.aggregates().isEmpty() && !selects(stored.value(), wanted);
    if (rules.isEmpty() && !selector && isLabelled(stored.object(), wanted.labels())) {
      return null;
    }
    ObjectNode tree = RbacTrees.parse(stored.object());
    if (RbacTrees.leftAlone(tree)) {
      return null;
    }
    RbacTrees.addLabels(tree, wanted.labels());
    RbacTrees.addRules(tree, rules);
    if (selector) {
      RbacTrees.addSelector(tree, wanted.aggregates());
    }
    return () -> client.send("PUT", ROLES + "/" + wanted.name(), RbacTrees.json(tree));
  }

  private static boolean selects(Role role, DefaultRole wanted) {
    return role.aggregated() != null
        && role.aggregated().stream()
            .anyMatch(selector -> selector.labels().equals(Map.of(wanted.aggregates(), "true")));
  }

  private static boolean isLabelled(Frozen object, Map<String, String> labels) {
    return object.label(DefaultRole.BOOTSTRAPPING) != null
        && labels.keySet().stream().allMatch(label -> object.label(label) != null);
  }

  private @Nullable Runnable reconcile(DefaultBinding wanted, @Nullable Stored<Binding> stored) {
    byte[] anew = RbacTrees.json(RbacTrees.binding(wanted));
    if (stored == null) {
      return () -> client.send("POST", BINDINGS, anew);
    }
    List<String> groups = new ArrayList<>(wanted.groups());
    groups.removeIf(group -> stored.value().subjects().contains(Subject.group(group)));
    boolean sameRole = stored.value().role().equals(RoleRef.clusterRole(wanted.name()));
    if (groups.isEmpty() && sameRole && isLabelled(stored.object(), Map.of())) {
      return null;
    }
    ObjectNode tree = RbacTrees.parse(stored.object());
    if (RbacTrees.leftAlone(tree)) {
      return null;
    }
    String path = BINDINGS + "/" + wanted.name();
    if (!sameRole) { // which no update can change
      return () -> {
        client.send("DELETE", path, new byte[0]);
        client.send("POST", BINDINGS, anew);
      };
    }
    RbacTrees.addLabels(tree, Map.of());
    RbacTrees.addGroups(tree, groups);
    return () -> client.send("PUT", path, RbacTrees.json(tree));
  }
}
