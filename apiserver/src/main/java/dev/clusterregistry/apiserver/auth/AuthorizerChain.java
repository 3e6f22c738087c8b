package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks several authorizers in turn, as Kubernetes does: the first that allows or denies decides. If
 * none has an opinion, all their reasons and errors are passed on.
 */
public final class AuthorizerChain implements Authorizer {
  private final Authorizer[] members;

  public AuthorizerChain(List<? extends Authorizer> members) {
    this.members = members.toArray(Authorizer[]::new);
  }

  @Override
  public Decision authorize(User user, RequestInfo info, Patience patience) {
    Decision first = Decision.NO_OPINION;
    List<Decision.NoOpinion> more = List.of();
    for (Authorizer member : members) {
      Decision decision = member.authorize(user, info, patience);
      if (!(decision instanceof Decision.NoOpinion none)) {
        return decision;
      }
      if (none.reason().isEmpty() && none.error().isEmpty()) {
        continue;
      }
      if (first.equals(Decision.NO_OPINION)) {
        first = none;
      } else {
        more = more.isEmpty() ? new ArrayList<>() : more;
        more.add(none);
      }
    }
    return more.isEmpty() ? first : together((Decision.NoOpinion) first, more);
  }

  private static Decision together(Decision.NoOpinion first, List<Decision.NoOpinion> more) {
    List<String> reasons = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    add(first, reasons, errors);
    more.forEach(next -> add(next, reasons, errors));
    String error =
        errors.size() < 2 ? String.join("", errors) : "[" + String.join(", ", errors) + "]";
    return new Decision.NoOpinion(String.join("\n", reasons), error);
  }

  private static void add(Decision.NoOpinion none, List<String> reasons, List<String> errors) {
    if (!none.reason().isEmpty()) {
      reasons.add(none.reason());
    }
    if (!none.error().isEmpty() && !errors.contains(none.error())) {
      errors.add(none.error());
    }
  }

  @Override
  public AccessRules rules(User user, String namespace) {
    AccessRules all = AccessRules.NONE;
    for (Authorizer member : members) {
      all = all.and(member.rules(user, namespace));
    }
    return all;
  }
}
