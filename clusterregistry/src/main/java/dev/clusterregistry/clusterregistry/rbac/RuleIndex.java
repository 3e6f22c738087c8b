package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.auth.Authorizer.Decision;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.kinds.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All rules by whom they were given to, as of one state of roles and bindings. Immutable but for
 * the decisions that it remembers, which are as old as it is.
 */
final class RuleIndex {
  static final RuleIndex NONE = new RuleIndex(-1, Grants.NONE, Map.of());

  private final int generation;
  private final Grants everywhere;
  private final Map<String, Grants> byNamespace;
  private final DecisionCache decisions = new DecisionCache();

  RuleIndex(int generation, Grants everywhere, Map<String, Grants> byNamespace) {
    this.generation = generation;
    this.everywhere = everywhere;
    this.byNamespace = byNamespace;
  }

  /** Which state this is made of. */
  int generation() {
    return generation;
  }

  Decision decide(User user, RequestInfo info) {
    Decision known = decisions.get(user, info);
    if (known != null) {
      return known;
    }
    Question question = new Question(info);
    visit(user, info.isResource() ? info.namespace() : "", question);
    Decision decision = question.answer();
    decisions.put(user, info, decision);
    return decision;
  }

  private void visit(User user, String namespace, Grants.Visitor visitor) {
    if (everywhere.visit(user, visitor) || namespace.isEmpty()) {
      return;
    }
    Grants local = byNamespace.get(namespace);
    if (local != null) {
      local.visit(user, visitor);
    }
  }

  /** Whether any rule allows one action. */
  private static final class Question implements Grants.Visitor {
    private final RequestInfo info;
    private final Set<String> errors = new LinkedHashSet<>(0);
    private @Nullable Decision allowed;

    Question(RequestInfo info) {
      this.info = info;
    }

    @Override
    public boolean enough(Grant grant) {
      if (!grant.error().isEmpty()) {
        errors.add(grant.error());
      }
      List<PolicyRule> rules = grant.rules();
      for (int i = 0; i < rules.size(); i++) {
        if (allows(rules.get(i))) {
          allowed = grant.allow();
          return true;
        }
      }
      return false;
    }

    private boolean allows(PolicyRule rule) {
      return info.isResource()
          ? rule.allows(
              info.verbText(), info.group(), info.resource(), info.subresource(), info.name())
          : rule.allowsPath(info.verbText(), info.path());
    }

    Decision answer() {
      if (allowed != null) {
        return allowed;
      }
      return errors.isEmpty()
          ? Decision.NO_OPINION
          : new Decision.NoOpinion("RBAC: " + together(errors));
    }
  }

  /** Where bindings give rights in one namespace only. */
  Set<String> namespaces() {
    return byNamespace.keySet();
  }

  /** The rules that a user was given in a namespace and not everywhere. */
  List<PolicyRule> given(User user, String namespace) {
    List<PolicyRule> rules = new ArrayList<>();
    Grants local = byNamespace.getOrDefault(namespace, Grants.NONE);
    local.visit(
        user,
        grant -> {
          rules.addAll(grant.rules());
          return false;
        });
    return rules;
  }

  /** All rules that a user was given, in a namespace and everywhere. */
  Held held(User user, String namespace) {
    List<PolicyRule> rules = new ArrayList<>();
    Set<String> errors = new LinkedHashSet<>();
    Set<Object> bindings = Collections.newSetFromMap(new IdentityHashMap<>());
    visit(
        user,
        namespace,
        grant -> {
          if (bindings.add(grant.binding())) {
            rules.addAll(grant.rules());
            if (!grant.error().isEmpty()) {
              errors.add(grant.error());
            }
          }
          return false;
        });
    return new Held(rules, errors.isEmpty() ? "" : together(errors));
  }

  /**
   * @param error why some are missing; empty if none is
   */
  record Held(List<PolicyRule> rules, String error) {}

  /** As Go's errors.Aggregate. */
  private static String together(Set<String> errors) {
    String joined = String.join(", ", errors);
    return errors.size() == 1 ? joined : "[" + joined + "]";
  }
}
