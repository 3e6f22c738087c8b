package dev.clusterregistry.apiserver.auth;

import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;

/**
 * The rules that hold without any configuration: members of system:masters may do everything,
 * authenticated users may read discovery and OpenAPI, anyone may read health and version.
 */
public final class BuiltInAuthorizer implements Authorizer {

  @Override
  public Decision authorize(User user, RequestInfo info, Patience patience) {
    if (user.isMaster()) {
      return Decision.ALLOW;
    }
    if (info.isResource() || !info.verbText().equals("get")) {
      return Decision.NO_OPINION;
    }
    String path = info.path();
    boolean allowed = isPublic(path) || (user.in(User.AUTHENTICATED) && isDiscovery(path));
    return allowed ? Decision.ALLOW : Decision.NO_OPINION;
  }

  /** What Kubernetes binds to system:public-info-viewer. */
  private static boolean isPublic(String path) {
    return switch (path) {
      case "/healthz", "/livez", "/readyz", "/version", "/version/" -> true;
      default -> false;
    };
  }

  /** What Kubernetes binds to system:discovery. */
  private static boolean isDiscovery(String path) {
    return isAtOrBelow(path, "/apis") || isAtOrBelow(path, "/api") || isAtOrBelow(path, "/openapi");
  }

  private static boolean isAtOrBelow(String path, String root) {
    return path.startsWith(root)
        && (path.length() == root.length() || path.charAt(root.length()) == '/');
  }
}
