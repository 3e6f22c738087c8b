package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.kinds.rbac.PolicyRule;
import dev.clusterregistry.kinds.rbac.Rbac;
import java.util.List;

/**
 * The roles and bindings that every registry has: those of Kubernetes that mean something here, and
 * two for the registry's own objects.
 */
final class Defaults {
  private static final String REGISTRY = "clusterregistry.k8s.io";
  private static final String AUTHENTICATION = "authentication.k8s.io";
  private static final String AUTHORIZATION = "authorization.k8s.io";
  private static final List<String> ALL = List.of("*");
  private static final List<String> GET = List.of("get");
  private static final List<String> CREATE = List.of("create");
  private static final List<String> READ = List.of("get", "list", "watch");
  private static final List<String> READ_WRITE =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  private Defaults() {}

  static List<DefaultRole> roles() {
    return List.of(
        DefaultRole.of("cluster-admin", PolicyRule.of(ALL, "*", "*"), PolicyRule.ofPaths(ALL, "*")),
        DefaultRole.of(
            "system:discovery",
            PolicyRule.ofPaths(
                GET,
                "/api",
                "/api/*",
                "/apis",
                "/apis/*",
                "/healthz",
                "/livez",
                "/openapi",
                "/openapi/*",
                "/readyz",
                "/version",
                "/version/")),
        DefaultRole.of(
            "system:public-info-viewer",
            PolicyRule.ofPaths(GET, "/healthz", "/livez", "/readyz", "/version", "/version/")),
        DefaultRole.of(
            "system:monitoring",
            PolicyRule.ofPaths(
                GET,
                "/healthz",
                "/healthz/*",
                "/livez",
                "/livez/*",
                "/metrics",
                "/metrics/slis",
                "/readyz",
                "/readyz/*")),
        DefaultRole.of(
            "system:basic-user",
            PolicyRule.of(
                CREATE, AUTHORIZATION, "selfsubjectaccessreviews", "selfsubjectrulesreviews"),
            PolicyRule.of(CREATE, AUTHENTICATION, "selfsubjectreviews")),
        DefaultRole.of(
            "system:auth-delegator",
            PolicyRule.of(CREATE, AUTHENTICATION, "tokenreviews"),
            PolicyRule.of(CREATE, AUTHORIZATION, "subjectaccessreviews")),
        DefaultRole.aggregating("admin"),
        DefaultRole.aggregating("edit").partOf("admin"),
        DefaultRole.aggregating("view").partOf("edit"),
        DefaultRole.of(
                "system:aggregate-to-admin",
                PolicyRule.of(CREATE, AUTHORIZATION, "localsubjectaccessreviews"),
                PolicyRule.of(READ_WRITE, Rbac.GROUP, Rbac.ROLE_BINDINGS, Rbac.ROLES))
            .partOf("admin"),
        DefaultRole.of("system:aggregate-to-view", PolicyRule.of(READ, "", "namespaces"))
            .partOf("view"),
        DefaultRole.of(
                "clusterregistry:reader",
                PolicyRule.of(READ, REGISTRY, "clusters", "clusters/status"))
            .partOf("view"),
        DefaultRole.of(
                "clusterregistry:writer",
                PolicyRule.of(READ_WRITE, REGISTRY, "clusters"),
                PolicyRule.of(List.of("get", "patch", "update"), REGISTRY, "clusters/status"))
            .partOf("edit"));
  }

  static List<DefaultBinding> bindings() {
    return List.of(
        DefaultBinding.of("cluster-admin", User.MASTERS),
        DefaultBinding.of("system:discovery", User.AUTHENTICATED),
        DefaultBinding.of("system:basic-user", User.AUTHENTICATED),
        DefaultBinding.of("system:public-info-viewer", User.AUTHENTICATED, User.UNAUTHENTICATED),
        DefaultBinding.of("system:monitoring", "system:monitoring"));
  }
}
