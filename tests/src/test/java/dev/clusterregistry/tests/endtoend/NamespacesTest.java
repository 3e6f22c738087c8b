package dev.clusterregistry.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.tests.endtoend.Api.Answer;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What Kubernetes' users know of namespaces, with a kind from a file in them. */
@TestInstance(Lifecycle.PER_CLASS)
class NamespacesTest {
  private static final String NAMESPACES = "/api/v1/namespaces";

  @SuppressWarnings("NullAway.Init")
  private ServerProcess server;

  @SuppressWarnings("NullAway.Init")
  private Api api;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    Path kind = folder.resolve("shelf.yaml");
    try (InputStream yaml =
        Objects.requireNonNull(GrowthKindTest.class.getResourceAsStream("shelf.yaml"))) {
      Files.copy(yaml, kind);
    }
    server = ServerProcess.start(folder, 0, "--kind-file=" + kind);
    api = new Api(server);
  }

  @AfterAll
  void stop() {
    api.close();
    server.close();
  }

  private Answer make(String name) throws Exception {
    Answer made = api.post(NAMESPACES, "{\"metadata\":{\"name\":\"" + name + "\"}}");
    assertThat(made.code()).as("%s", made).isEqualTo(201);
    return made;
  }

  private static String shelves(String namespace) {
    return "/apis/example.com/v1/namespaces/" + namespace + "/shelves";
  }

  private Answer put(String namespace, String name, String finalizers) throws Exception {
    return api.post(
        shelves(namespace),
        "{\"metadata\":{\"name\":\"%s\",\"finalizers\":%s}}".formatted(name, finalizers));
  }

  @Test
  void aNewNamespaceIsActiveLabelledAndHeldByKubernetes() throws Exception {
    Answer made = make("fresh");
    assertThat(made.body().at("/status/phase").asString()).isEqualTo("Active");
    assertThat(made.body().at("/spec/finalizers/0").asString()).isEqualTo("kubernetes");
    assertThat(made.body().at("/metadata/labels/kubernetes.io~1metadata.name").asString())
        .isEqualTo("fresh");
    assertThat(made.body().at("/metadata/generation").isMissingNode()).isTrue();
    assertThat(made.body().at("/apiVersion").asString()).isEqualTo("v1");
  }

  @Test
  void nothingIsCreatedInANamespaceThatIsNotThere() throws Exception {
    Answer refused = put("nowhere", "a", "[]");
    assertThat(refused.code()).isEqualTo(404);
    assertThat(refused.body().path("message").asString())
        .isEqualTo("namespaces \"nowhere\" not found");
    assertThat(refused.body().at("/details/kind").asString()).isEqualTo("namespaces");
  }

  @Test
  void aDeletedNamespaceGoesWithAllThatIsInIt() throws Exception {
    make("full");
    for (int i = 0; i < 40; i++) {
      assertThat(put("full", "shelf-" + i, "[]").code()).isEqualTo(201);
    }
    Answer marked = api.delete(NAMESPACES + "/full");
    assertThat(marked.code()).isEqualTo(200);
    assertThat(marked.body().at("/status/phase").asString()).isEqualTo("Terminating");
    await().until(() -> api.get(NAMESPACES + "/full").code() == 404);
    assertThat(api.get(shelves("full")).body().path("items").size()).isZero();
    make("full");
    assertThat(put("full", "again", "[]").code()).isEqualTo(201);
  }

  @Test
  void nothingIsCreatedInANamespaceThatIsToGo() throws Exception {
    make("going");
    assertThat(put("going", "held", "[\"example.com/hold\"]").code()).isEqualTo(201);
    assertThat(api.delete(NAMESPACES + "/going").code()).isEqualTo(200);
    Answer refused = put("going", "late", "[]");
    assertThat(refused.code()).isEqualTo(403);
    assertThat(refused.body().path("message").asString())
        .isEqualTo(
            "shelves.example.com \"late\" is forbidden: unable to create new content in namespace"
                + " going because it is being terminated");
    assertThat(refused.body().at("/details/causes/0/reason").asString())
        .isEqualTo("NamespaceTerminating");
    assertThat(refused.body().at("/details/causes/0/field").asString())
        .isEqualTo("metadata.namespace");
    String held = shelves("going") + "/held";
    await().until(() -> api.get(held).body().at("/metadata/deletionTimestamp").isString());
    await()
        .until(
            () ->
                condition("going", "NamespaceContentRemaining")
                    .equals(
                        "True SomeResourcesRemain Some resources are remaining: shelves.example.com"
                            + " has 1 resource instances"));
    assertThat(condition("going", "NamespaceFinalizersRemaining"))
        .isEqualTo(
            "True SomeFinalizersRemain Some content in the namespace has finalizers remaining:"
                + " example.com/hold in 1 resource instances");
    assertThat(condition("going", "NamespaceDeletionContentFailure"))
        .isEqualTo(
            "False ContentDeleted All content successfully deleted, may be waiting on finalization");
    assertThat(condition("going", "NamespaceDeletionDiscoveryFailure"))
        .isEqualTo("False ResourcesDiscovered All resources successfully discovered");
    assertThat(condition("going", "NamespaceDeletionGroupVersionParsingFailure"))
        .isEqualTo("False ParsedGroupVersions All legacy kube types successfully parsed");
    long revision = api.get(held).revision();
    String released = "{\"metadata\":{\"name\":\"held\",\"resourceVersion\":\"" + revision + "\"}}";
    assertThat(api.put(held, released).code()).isEqualTo(200);
    await().until(() -> api.get(NAMESPACES + "/going").code() == 404);
  }

  private String condition(String namespace, String type) throws Exception {
    for (JsonNode each : api.get(NAMESPACES + "/" + namespace).body().at("/status/conditions")) {
      if (each.path("type").asString("").equals(type)) {
        assertThat(each.path("lastTransitionTime").asString("")).endsWith("Z");
        return each.path("status").asString("")
            + " "
            + each.path("reason").asString("")
            + " "
            + each.path("message").asString("");
      }
    }
    return "";
  }

  @Test
  void onlyFinalizeTakesAFinalizerOfTheSpecAway() throws Exception {
    String held = NAMESPACES + "/held-open";
    assertThat(
            api.post(
                    NAMESPACES,
                    "{\"metadata\":{\"name\":\"held-open\"},\"spec\":{\"finalizers\":[\"a.b/c\"]}}")
                .code())
        .isEqualTo(201);
    String without = "{\"metadata\":{\"name\":\"held-open\"},\"spec\":{\"finalizers\":[]}}";
    Answer kept = api.put(held, without);
    assertThat(kept.body().at("/spec/finalizers").toString())
        .isEqualTo("[\"a.b/c\",\"kubernetes\"]");
    assertThat(api.delete(held).code()).isEqualTo(200);
    await()
        .until(() -> api.get(held).body().at("/spec/finalizers").toString().equals("[\"a.b/c\"]"));
    assertThat(api.get(held).body().at("/status/phase").asString()).isEqualTo("Terminating");
    Answer unknown = api.put(held + "/finalize", without.replace("[]", "[\"nobody\"]"));
    assertThat(unknown.body().path("message").asString())
        .endsWith(
            "spec.finalizers: Invalid value: \"nobody\": name is neither a standard finalizer name"
                + " nor is it fully qualified");
    assertThat(api.put(held + "/finalize", without).code()).isEqualTo(200);
    await().until(() -> api.get(held).code() == 404);
  }

  @Test
  void someNamespacesStay() throws Exception {
    for (String name : new String[] {"default", "kube-public", "kube-system"}) {
      assertThat(api.get(NAMESPACES + "/" + name).code()).isEqualTo(200);
      Answer refused = api.delete(NAMESPACES + "/" + name);
      assertThat(refused.code()).isEqualTo(403);
      assertThat(refused.body().path("message").asString())
          .isEqualTo("namespaces \"" + name + "\" is forbidden: this namespace may not be deleted");
    }
    assertThat(api.get(NAMESPACES + "/kube-node-lease").code()).isEqualTo(200);
    assertThat(api.delete(NAMESPACES).code()).as("there is no deletecollection").isEqualTo(405);
  }

  @Test
  void theCoreGroupIsDiscovered() throws Exception {
    assertThat(api.get("/api").body().path("versions").path(0).asString()).isEqualTo("v1");
    assertThat(api.get("/api/v1").body().path("resources").findValuesAsString("name"))
        .containsExactly("namespaces", "namespaces/finalize", "namespaces/status");
    assertThat(api.get("/apis").body().findValuesAsString("groupVersion"))
        .contains("rbac.authorization.k8s.io/v1", "authorization.k8s.io/v1")
        .doesNotContain("v1");
  }
}
