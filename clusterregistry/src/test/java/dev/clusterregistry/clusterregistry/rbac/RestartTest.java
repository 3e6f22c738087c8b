package dev.clusterregistry.clusterregistry.rbac;

import static dev.clusterregistry.clusterregistry.rbac.TestRegistry.ADMIN;
import static dev.clusterregistry.clusterregistry.rbac.TestRegistry.RBAC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a start does to default roles and bindings that people have changed. */
class RestartTest {
  private static final String READER = RBAC + "/clusterroles/clusterregistry:reader";
  private static final String WRITER = RBAC + "/clusterroles/clusterregistry:writer";
  private static final String BINDING = RBAC + "/clusterrolebindings/system:discovery";

  private TestRegistry registry = new TestRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  private void patch(String path, String patch) {
    assertThat(registry.send(ADMIN, "PATCH", path, patch)).isEqualTo("ok");
  }

  private String get(String path) {
    return registry.call(ADMIN, "GET", path, "");
  }

  @Test
  void aStartAddsWhatIsLackingAndLeavesWhatPeopleAdded() {
    registry.settle();
    patch(
        READER,
        "{\"rules\":[{\"verbs\":[\"get\"],\"apiGroups\":[\"x.y\"],\"resources\":[\"z\"]}]}");
    assertThat(registry.send(ADMIN, "DELETE", BINDING, "")).isEqualTo("ok");
    registry.settle();
    registry = registry.restart();
    await().until(() -> get(READER).contains("\"clusters/status\""));
    assertThat(get(READER)).contains("\"x.y\"");
    await().until(() -> registry.send(ADMIN, "GET", BINDING, "").equals("ok"));
  }

  @Test
  void whatIsNotToBeUpdatedIsLeftAlone() {
    registry.settle();
    patch(
        WRITER,
        "{\"metadata\":{\"annotations\":{\"rbac.authorization.kubernetes.io/autoupdate\":\"false\"}},"
            + "\"rules\":[]}");
    assertThat(registry.send(ADMIN, "DELETE", BINDING, "")).isEqualTo("ok");
    registry.settle();
    registry = registry.restart();
    await().until(() -> registry.send(ADMIN, "GET", BINDING, "").equals("ok"));
    assertThat(get(WRITER)).doesNotContain("\"clusters\"");
  }

  @Test
  void whereAllIsWellNothingIsWritten() {
    registry.settle();
    String edit = RBAC + "/clusterroles/admin";
    await().until(() -> get(edit).contains("\"clusters\"") && get(edit).contains("namespaces"));
    registry.settle();
    long before = registry.store().head();
    registry = registry.restart();
    registry.reconcile();
    assertThat(registry.store().head()).isEqualTo(before);
  }
}
