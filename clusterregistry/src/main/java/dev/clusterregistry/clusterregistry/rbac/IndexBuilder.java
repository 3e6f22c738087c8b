package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.auth.Authorizer.Decision;
import dev.clusterregistry.kinds.rbac.Binding;
import dev.clusterregistry.kinds.rbac.PolicyRule;
import dev.clusterregistry.kinds.rbac.Role;
import dev.clusterregistry.kinds.rbac.Subject;
import dev.clusterregistry.machinery.json.GoQuote;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts an index together, binding by binding. */
final class IndexBuilder {
  private final RoleFinder roles;
  private final Grants everywhere = new Grants();
  private final Map<String, Grants> byNamespace = new HashMap<>();

  IndexBuilder(RoleFinder roles) {
    this.roles = roles;
  }

  void addClusterRoleBinding(String name, Binding binding) {
    String source = "ClusterRoleBinding " + GoQuote.quote(name);
    add(everywhere, "", source, binding);
  }

  void addRoleBinding(String namespace, String name, Binding binding) {
    String source = "RoleBinding " + GoQuote.quote(name + "/" + namespace);
    add(byNamespace.computeIfAbsent(namespace, n -> new Grants()), namespace, source, binding);
  }

  private void add(Grants grants, String namespace, String source, Binding binding) {
    Role role = roles.find(binding.role(), namespace);
    List<PolicyRule> rules = role == null ? List.of() : role.rules();
    String error = role == null ? RoleFinder.missing(binding.role()) : "";
    String start =
        "RBAC: allowed by "
            + source
            + " of "
            + binding.role().kind()
            + " "
            + GoQuote.quote(binding.role().name())
            + " to ";
    for (Subject subject : binding.subjects()) {
      String home = subject.namespace().isEmpty() ? namespace : subject.namespace();
      Decision allow = new Decision.Allow(start + describe(subject, home));
      Grant grant = new Grant(binding, rules, allow, error);
      switch (subject.kind()) {
        case "User" -> grants.addToUser(subject.name(), grant);
        case "Group" -> grants.addToGroup(subject.name(), grant);
        case "ServiceAccount" -> {
          if (!home.isEmpty()) {
            grants.addToUser("system:serviceaccount:" + home + ":" + subject.name(), grant);
          }
        }
        default -> {} // refused when it was stored
      }
    }
  }

  private static String describe(Subject subject, String home) {
    String name =
        subject.kind().equals("ServiceAccount") ? subject.name() + "/" + home : subject.name();
    return subject.kind() + " " + GoQuote.quote(name);
  }

  RuleIndex build(int generation) {
    return new RuleIndex(generation, everywhere, Map.copyOf(byNamespace));
  }
}
