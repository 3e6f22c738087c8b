package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import java.util.List;

/** Everybody may do everything. */
public final class AlwaysAllowAuthorizer implements Authorizer {
  private static final List<String> ALL = List.of("*");
  private static final AccessRules EVERYTHING =
      new AccessRules(
          List.of(new AccessRules.ResourceRule(ALL, ALL, ALL, List.of())),
          List.of(new AccessRules.PathRule(ALL, ALL)),
          false,
          "");

  @Override
  public Decision authorize(User user, RequestInfo info, Patience patience) {
    return Decision.ALLOW;
  }

  @Override
  public AccessRules rules(User user, String namespace) {
    return EVERYTHING;
  }
}
