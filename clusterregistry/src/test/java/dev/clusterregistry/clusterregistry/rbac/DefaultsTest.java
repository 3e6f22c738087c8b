package dev.clusterregistry.clusterregistry.rbac;

import static dev.clusterregistry.clusterregistry.rbac.TestRegistry.ADMIN;
import static dev.clusterregistry.clusterregistry.rbac.TestRegistry.RBAC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.apiserver.auth.Authorizer.Decision;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DefaultsTest {
  private static final User JANE = TestRegistry.user("jane");
  private static final User NOBODY = new User("nobody", "", List.of(), Map.of());

  private final TestRegistry registry = new TestRegistry();

  @BeforeEach
  void settle() {
    registry.settle();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private boolean mayGet(User user, String path) {
    return registry.allows(user, RequestInfo.ofAction("get", path));
  }

  private static RequestInfo clusters(String verb) {
    return RequestInfo.ofAction(verb, "clusterregistry.k8s.io", "v1alpha1", "clusters", "", "", "");
  }

  @Test
  void discoveryIsForTheAuthenticatedAndHealthForAll() {
    for (String path : List.of("/api", "/apis", "/apis/a/b", "/openapi/v3", "/version", "/livez")) {
      assertThat(mayGet(JANE, path)).as(path).isTrue();
    }
    for (String path : List.of("/healthz", "/livez", "/readyz", "/version", "/version/")) {
      assertThat(mayGet(User.ANONYMOUS, path)).as(path).isTrue();
    }
    for (String path : List.of("/api", "/apis", "/openapi/v2", "/metrics", "/livez/ping", "/")) {
      assertThat(mayGet(User.ANONYMOUS, path)).as(path).isFalse();
    }
    for (String path : List.of("/metrics", "/", "/apisx", "/livez/ping", "//apis", "/APIS")) {
      assertThat(mayGet(JANE, path)).as(path).isFalse();
    }
    assertThat(mayGet(NOBODY, "/version")).isFalse();
  }

  @Test
  void anAllowedDecisionSaysByWhichBinding() {
    assertThat(
            registry
                .authorizer()
                .authorize(JANE, RequestInfo.ofAction("get", "/apis"), Patience.ENDLESS))
        .isEqualTo(
            new Decision.Allow(
                "RBAC: allowed by ClusterRoleBinding \"system:discovery\" of ClusterRole"
                    + " \"system:discovery\" to Group \"system:authenticated\""));
  }

  @Test
  void aBindingToAMissingRoleIsNamedInTheRefusal() {
    bind("lost", "none");
    assertThat(registry.authorizer().authorize(JANE, clusters("get"), Patience.ENDLESS))
        .isEqualTo(
            new Decision.NoOpinion(
                "RBAC: clusterrole.rbac.authorization.k8s.io \"none\" not found"));
  }

  private void bind(String name, String role) {
    String json =
        "{\"metadata\":{\"name\":\"%s\"},\"roleRef\":{\"kind\":\"ClusterRole\",\"name\":\"%s\"},\"subjects\":[{\"kind\":\"User\",\"name\":\"jane\"}]}"
            .formatted(name, role);
    assertThat(registry.send(ADMIN, "POST", RBAC + "/clusterrolebindings", json)).isEqualTo("ok");
    registry.settle();
  }

  @Test
  void readersReadAndWritersWrite() {
    bind("a", "clusterregistry:reader");
    assertThat(registry.allows(JANE, clusters("list"))).isTrue();
    assertThat(registry.allows(JANE, clusters("create"))).isFalse();
    bind("b", "clusterregistry:writer");
    assertThat(registry.allows(JANE, clusters("create"))).isTrue();
  }

  @Test
  void adminEditAndViewAreMadeOfOtherRoles() {
    bind("view", "view");
    await().until(() -> registry.allows(JANE, clusters("list")));
    bind("edit", "edit");
    await().until(() -> registry.allows(JANE, clusters("create")));
    String more =
        "{\"metadata\":{\"name\":\"more\",\"labels\":{\"rbac.authorization.k8s.io/aggregate-to-view\":\"true\"}},\"rules\":[{\"verbs\":[\"get\"],\"apiGroups\":[\"x.y\"],\"resources\":[\"z\"]}]}";
    assertThat(registry.send(ADMIN, "POST", RBAC + "/clusterroles", more)).isEqualTo("ok");
    RequestInfo added = RequestInfo.ofAction("get", "x.y", "v1", "z", "", "", "");
    await().until(() -> registry.allows(JANE, added));
    assertThat(registry.send(ADMIN, "DELETE", RBAC + "/clusterroles/more", "")).isEqualTo("ok");
    await().until(() -> !registry.allows(JANE, added));
  }

  @Test
  void withdrawnRightsAreGoneWithTheBinding() {
    bind("a", "clusterregistry:reader");
    assertThat(registry.allows(JANE, clusters("list"))).isTrue();
    assertThat(registry.send(ADMIN, "DELETE", RBAC + "/clusterrolebindings/a", "")).isEqualTo("ok");
    registry.settle();
    assertThat(registry.allows(JANE, clusters("list"))).isFalse();
  }

  @Test
  void mastersMayDoEverythingWithoutAnyRole() {
    registry.send(ADMIN, "DELETE", RBAC + "/clusterrolebindings", "");
    registry.settle();
    assertThat(registry.allows(ADMIN, clusters("delete"))).isTrue();
    assertThat(registry.allows(JANE, RequestInfo.ofAction("get", "/apis"))).isFalse();
  }
}
