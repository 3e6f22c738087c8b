package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.cache.ObjectMatch;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.kinds.rbac.PolicyRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which objects of a resource somebody may get, or could list and watch anyway.
 *
 * @param byNamespace what is given in single namespaces; whoever is not named has nothing more
 */
record Visible(Names everywhere, Map<String, Names> byNamespace) implements ObjectMatch {

  /**
   * @param inNamespaces what is given in a namespace counts for the objects in it; a Namespace is
   *     in itself
   */
  record Question(User user, String group, String resource, boolean inNamespaces) {}

  /** Of objects; or all there are. */
  record Names(boolean all, Set<String> names) {
    private static final Names ALL = new Names(true, Set.of());
    private static final Names NONE = new Names(false, Set.of());

    static Names of(List<PolicyRule> rules, Question question) {
      boolean list = false;
      boolean watch = false;
      Set<String> names = new HashSet<>();
      for (PolicyRule rule : rules) {
        if (!rule.names().isEmpty()) {
          addNames(names, rule, question);
          continue;
        }
        if (allows(rule, "get", question, "")) {
          return ALL;
        }
        list |= allows(rule, "list", question, "");
        watch |= allows(rule, "watch", question, "");
      }
      if (list && watch) {
        return ALL;
      }
      return names.isEmpty() ? NONE : new Names(false, names);
    }

    private static void addNames(Set<String> names, PolicyRule rule, Question question) {
      for (String name : rule.names()) {
        if (allows(rule, "get", question, name)) {
          names.add(name);
        }
      }
    }

    private static boolean allows(PolicyRule rule, String verb, Question question, String name) {
      return rule.allows(verb, question.group(), question.resource(), "", name);
    }

    boolean has(String name) {
      return all || names.contains(name);
    }
  }

  static Visible of(RuleIndex index, Question question) {
    Names everywhere = Names.of(index.held(question.user(), "").rules(), question);
    Map<String, Names> local = new HashMap<>();
    if (!everywhere.all() && question.inNamespaces()) {
      for (String namespace : index.namespaces()) {
        Names given = Names.of(index.given(question.user(), namespace), question);
        if (!given.equals(Names.NONE)) {
          local.put(namespace, given);
        }
      }
    }
    return new Visible(everywhere, local);
  }

  @Override
  public boolean matches(Frozen object) {
    if (everywhere.has(object.name())) {
      return true;
    }
    String home = object.namespace().isEmpty() ? object.name() : object.namespace();
    Names local = byNamespace.get(home);
    return local != null && local.has(object.name());
  }
}
