package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;

/** Allows nothing; what others in the chain allow is allowed still, as in Kubernetes. */
public final class AlwaysDenyAuthorizer implements Authorizer {
  private static final Decision NO = new Decision.NoOpinion("Everything is forbidden.");

  @Override
  public Decision authorize(User user, RequestInfo info, Patience patience) {
    return NO;
  }
}
