package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.auth.AccessRules;
import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.kinds.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.List;

/** Allows what the roles bound to a user and to the user's groups allow. */
final class RbacAuthorizer implements Authorizer {
  private final RbacObjects objects;

  RbacAuthorizer(RbacObjects objects) {
    this.objects = objects;
  }

  @Override
  public Decision authorize(User user, RequestInfo info, Patience patience) {
    return objects.index(patience).decide(user, info);
  }

  @Override
  public AccessRules rules(User user, String namespace) {
    RuleIndex.Held held = objects.index(Patience.ENDLESS).held(user, namespace);
    List<AccessRules.ResourceRule> resources = new ArrayList<>();
    List<AccessRules.PathRule> paths = new ArrayList<>();
    for (PolicyRule rule : held.rules()) {
      if (!rule.resources().isEmpty()) {
        resources.add(
            new AccessRules.ResourceRule(
                rule.verbs(), rule.groups(), rule.resources(), rule.names()));
      }
      if (!rule.paths().isEmpty()) {
        paths.add(new AccessRules.PathRule(rule.verbs(), rule.paths()));
      }
    }
    return new AccessRules(resources, paths, !held.error().isEmpty(), held.error());
  }
}
