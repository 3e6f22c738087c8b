package dev.clusterregistry.clusterregistry.rbac;

import static dev.clusterregistry.clusterregistry.rbac.TestRegistry.ADMIN;
import static dev.clusterregistry.clusterregistry.rbac.TestRegistry.RBAC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.request.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may write roles and bindings still cannot give away more than they have. */
class EscalationTest {
  private static final User JANE = TestRegistry.user("jane", "devs");
  private static final String ROLES = RBAC + "/clusterroles";
  private static final String BINDINGS = RBAC + "/clusterrolebindings";
  private static final String LOCAL = RBAC + "/namespaces/default/rolebindings";
  private static final String SECRETIVE =
      "{\"metadata\":{\"name\":\"%s\"},\"rules\":[{\"verbs\":[\"get\",\"delete\"],"
          + "\"apiGroups\":[\"clusterregistry.k8s.io\"],\"resources\":[\"clusters\"]}]}";

  private final TestRegistry registry = new TestRegistry();

  @BeforeEach
  void janeMayReadClustersAndWriteRoles() {
    admin(ROLES, role("reader", "[\"get\",\"list\"]", "clusterregistry.k8s.io", "clusters"));
    admin(ROLES, role("writer", "[\"*\"]", "clusterregistry.k8s.io", "clusters"));
    bind("reader");
    registry.settle();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private static String role(String name, String verbs, String group, String resource) {
    return "{\"metadata\":{\"name\":\"%s\"},\"rules\":[{\"verbs\":%s,\"apiGroups\":[\"%s\"],\"resources\":[\"%s\"]}]}"
        .formatted(name, verbs, group, resource);
  }

  private static String binding(String name, String role) {
    return "{\"metadata\":{\"name\":\"%s\"},\"roleRef\":{\"kind\":\"ClusterRole\",\"name\":\"%s\"},\"subjects\":[{\"kind\":\"User\",\"name\":\"jane\"}]}"
        .formatted(name, role);
  }

  private void admin(String path, String json) {
    assertThat(registry.send(ADMIN, "POST", path, json)).isEqualTo("ok");
  }

  private void bind(String role) {
    admin(BINDINGS, binding(role, role));
  }

  @Test
  void aRoleWithMoreThanItsWriterHasIsRefusedInKubernetesWords() {
    assertThat(registry.send(JANE, "POST", ROLES, SECRETIVE.formatted("x")))
        .isEqualTo(
            "403 clusterroles.rbac.authorization.k8s.io \"x\" is forbidden: user \"jane\""
                + " (groups=[\"devs\" \"system:authenticated\"]) is attempting to grant RBAC"
                + " permissions not currently held:\n"
                + "{APIGroups:[\"clusterregistry.k8s.io\"], Resources:[\"clusters\"],"
                + " Verbs:[\"delete\"]}");
    assertThat(
            registry.send(
                JANE, "POST", ROLES, role("y", "[\"get\"]", "clusterregistry.k8s.io", "clusters")))
        .isEqualTo("ok");
  }

  @Test
  void aRoleCannotGrowByUpdateOrPatchEither() {
    admin(ROLES, role("mine", "[\"get\"]", "clusterregistry.k8s.io", "clusters"));
    assertThat(registry.send(JANE, "PUT", ROLES + "/mine", SECRETIVE.formatted("mine")))
        .startsWith("403 ");
    String patch = "{\"rules\":[{\"verbs\":[\"*\"],\"apiGroups\":[\"*\"],\"resources\":[\"*\"]}]}";
    assertThat(registry.send(JANE, "PATCH", ROLES + "/mine", patch)).startsWith("403 ");
    String label = "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}";
    assertThat(registry.send(JANE, "PATCH", ROLES + "/mine", label)).isEqualTo("ok");
  }

  @Test
  void whoMayEscalateMayWriteAnyRole() {
    admin(ROLES, role("escalator", "[\"escalate\"]", "rbac.authorization.k8s.io", "clusterroles"));
    bind("escalator");
    registry.settle();
    assertThat(registry.send(JANE, "POST", ROLES, SECRETIVE.formatted("x"))).isEqualTo("ok");
  }

  @Test
  void bindingARoleNeedsItsRightsOrTheVerbBind() {
    assertThat(registry.send(JANE, "POST", BINDINGS, binding("b", "reader"))).isEqualTo("ok");
    assertThat(registry.send(JANE, "POST", BINDINGS, binding("c", "writer")))
        .isEqualTo(
            "403 clusterrolebindings.rbac.authorization.k8s.io \"c\" is forbidden: user \"jane\""
                + " (groups=[\"devs\" \"system:authenticated\"]) is attempting to grant RBAC"
                + " permissions not currently held:\n"
                + "{APIGroups:[\"clusterregistry.k8s.io\"], Resources:[\"clusters\"],"
                + " Verbs:[\"*\"]}");
    assertThat(registry.send(JANE, "POST", LOCAL, binding("c", "cluster-admin")))
        .startsWith("403 rolebindings.rbac.authorization.k8s.io \"c\" is forbidden: ");
    admin(
        ROLES,
        "{\"metadata\":{\"name\":\"binder\"},\"rules\":[{\"verbs\":[\"bind\"],\"apiGroups\":[\"rbac.authorization.k8s.io\"],\"resources\":[\"clusterroles\"],\"resourceNames\":[\"writer\"]}]}");
    bind("binder");
    registry.settle();
    assertThat(registry.send(JANE, "POST", BINDINGS, binding("c", "writer"))).isEqualTo("ok");
    assertThat(registry.send(JANE, "POST", BINDINGS, binding("d", "cluster-admin")))
        .startsWith("403 ");
  }

  @Test
  void aRoleThatIsNotThereCannotBeBound() {
    assertThat(registry.send(JANE, "POST", BINDINGS, binding("b", "none")))
        .isEqualTo("404 clusterrole.rbac.authorization.k8s.io \"none\" not found");
    assertThat(registry.send(ADMIN, "POST", BINDINGS, binding("b", "none"))).isEqualTo("ok");
  }

  @Test
  void anAggregationRuleIsForAdministrators() {
    String aggregated =
        "{\"metadata\":{\"name\":\"all\"},\"aggregationRule\":{\"clusterRoleSelectors\":[{\"matchLabels\":{\"a\":\"b\"}}]}}";
    assertThat(registry.send(JANE, "POST", ROLES, aggregated))
        .isEqualTo(
            "403 clusterroles.rbac.authorization.k8s.io \"all\" is forbidden: must have"
                + " cluster-admin privileges to use the aggregationRule");
  }

  @Test
  void theRoleOfABindingIsForGood() {
    String other = binding("reader", "writer");
    assertThat(registry.send(ADMIN, "PUT", BINDINGS + "/reader", other))
        .isEqualTo(
            "422 ClusterRoleBinding.rbac.authorization.k8s.io \"reader\" is invalid: roleRef:"
                + " Invalid value: {\"APIGroup\":\"rbac.authorization.k8s.io\","
                + "\"Kind\":\"ClusterRole\",\"Name\":\"writer\"}: cannot change roleRef");
  }

  @Test
  void rulesAndSubjectsAreValidatedInKubernetesWords() {
    assertThat(
            registry.send(ADMIN, "POST", ROLES, "{\"metadata\":{\"name\":\"a/b\"},\"rules\":[{}]}"))
        .isEqualTo(
            "422 ClusterRole.rbac.authorization.k8s.io \"a/b\" is invalid: [metadata.name: Invalid"
                + " value: \"a/b\": may not contain '/', rules[0].verbs: Required value: verbs must"
                + " contain at least one value, rules[0].apiGroups: Required value: resource rules"
                + " must supply at least one api group, rules[0].resources: Required value: resource"
                + " rules must supply at least one resource]");
    assertThat(
            registry.send(
                ADMIN,
                "POST",
                BINDINGS,
                "{\"metadata\":{\"name\":\"x\"},\"roleRef\":{\"kind\":\"Role\",\"name\":\"r\"},\"subjects\":[{\"kind\":\"Robot\",\"name\":\"r\"}]}"))
        .isEqualTo(
            "422 ClusterRoleBinding.rbac.authorization.k8s.io \"x\" is invalid: [roleRef.kind:"
                + " Unsupported value: \"Role\": supported values: \"ClusterRole\","
                + " subjects[0].kind: Unsupported value: \"Robot\": supported values:"
                + " \"ServiceAccount\", \"User\", \"Group\"]");
  }
}
