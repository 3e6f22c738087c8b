package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.admission.Admission;
import dev.clusterregistry.apiserver.admission.ProposedChange;
import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.kinds.rbac.Binding;
import dev.clusterregistry.kinds.rbac.Coverage;
import dev.clusterregistry.kinds.rbac.PolicyRule;
import dev.clusterregistry.kinds.rbac.Rbac;
import dev.clusterregistry.kinds.rbac.Role;
import dev.clusterregistry.machinery.json.GoQuote;
import dev.clusterregistry.machinery.status.GroupResource;
import dev.clusterregistry.machinery.status.StatusException;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Nobody gives away, by a role or a binding, what they may not do themselves; unless they may
 * {@code escalate} the role, {@code bind} it, or are in system:masters. The rules and texts are
 * those of Kubernetes' registry/rbac, where they come before validation too.
 */
final class Escalation implements Admission {
  private static final List<String> ALL = List.of("*");
  private static final List<PolicyRule> EVERYTHING =
      List.of(PolicyRule.of(ALL, "*", "*"), PolicyRule.ofPaths(ALL, "*"));

  private final RbacObjects objects;
  private final Authorizer authorizer;

  /**
   * @param authorizer of all requests
   */
  Escalation(RbacObjects objects, Authorizer authorizer) {
    this.objects = objects;
    this.authorizer = authorizer;
  }

  @Override
  public void admit(ProposedChange change) {
    ObjectNode object = change.object();
    if (object == null
        || !change.kind().group().equals(Rbac.GROUP)
        || change.call().user().isMaster()
        || OnlyGarbage.changed(object, change.stored())) {
      return;
    }
    switch (change.kind().plural()) {
      case Rbac.ROLES, Rbac.CLUSTER_ROLES -> admitRole(change, Rbac.role(object));
      case Rbac.ROLE_BINDINGS, Rbac.CLUSTER_ROLE_BINDINGS ->
          admitBinding(change, Rbac.binding(object));
      default -> {}
    }
  }

  private void admitRole(ProposedChange change, Role role) {
    RequestInfo info = change.call().info();
    if (may(
        change, "escalate", change.kind().plural(), info.namespace(), info.name(), Rbac.GROUP)) {
      return;
    }
    confirm(change, role.rules());
    if (aggregates(change.object()) || aggregates(change.stored())) {
      if (!Coverage.missing(held(change).rules(), EVERYTHING).isEmpty()) {
        throw forbidden(change, "must have cluster-admin privileges to use the aggregationRule");
      }
    }
  }

  private static boolean aggregates(@Nullable ObjectNode role) {
    if (role == null) {
      return false;
    }
    List<?> selectors = Rbac.role(role).aggregated();
    return selectors != null && !selectors.isEmpty();
  }

  private void admitBinding(ProposedChange change, Binding binding) {
    String resource = binding.role().kind().equals("Role") ? Rbac.ROLES : Rbac.CLUSTER_ROLES;
    if (may(
        change,
        "bind",
        resource,
        change.namespace(),
        binding.role().name(),
        binding.role().group())) {
      return;
    }
    Role role = objects.roles().find(binding.role(), change.namespace());
    if (role == null) {
      throw missing(binding);
    }
    confirm(change, role.rules());
  }

  /** Kubernetes names the role in the singular here. */
  private static StatusException missing(Binding binding) {
    return switch (binding.role().kind()) {
      case "Role" ->
          Statuses.notFound(new GroupResource(Rbac.GROUP, "role"), binding.role().name());
      case "ClusterRole" ->
          Statuses.notFound(new GroupResource(Rbac.GROUP, "clusterrole"), binding.role().name());
      default -> Statuses.unknown500(RoleFinder.missing(binding.role()));
    };
  }

  private boolean may(
      ProposedChange change,
      String verb,
      String resource,
      String namespace,
      String name,
      String group) {
    RequestInfo action = RequestInfo.ofAction(verb, group, "*", resource, "", namespace, name);
    return authorizer.allows(change.call().user(), action, change.call().request());
  }

  private RuleIndex.Held held(ProposedChange change) {
    return objects.index(change.call().request()).held(change.call().user(), change.namespace());
  }

  private void confirm(ProposedChange change, List<PolicyRule> given) {
    RuleIndex.Held held = held(change);
    List<PolicyRule> missing = Coverage.missing(held.rules(), given);
    if (missing.isEmpty()) {
      return;
    }
    User user = change.call().user();
    String why =
        "user "
            + GoQuote.quote(user.name())
            + " (groups="
            + Coverage.quoted(user.groups())
            + ") is attempting to grant RBAC permissions not currently held:\n"
            + Coverage.describe(missing);
    throw forbidden(
        change, held.error().isEmpty() ? why : why + "; resolution errors: " + held.error());
  }

  private static StatusException forbidden(ProposedChange change, String why) {
    return Statuses.forbidden(
        new GroupResource(Rbac.GROUP, change.kind().plural()), change.name(), why);
  }
}
