package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;

/** Members of system:masters may do everything, so that no configuration locks everybody out. */
public final class MastersAuthorizer implements Authorizer {

  @Override
  public Decision authorize(User user, RequestInfo info, Patience patience) {
    return user.isMaster() ? Decision.ALLOW : Decision.NO_OPINION;
  }
}
