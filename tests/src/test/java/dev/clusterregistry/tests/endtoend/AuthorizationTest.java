package dev.clusterregistry.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.tests.endtoend.Api.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Roles and bindings over the wire: granted, withdrawn, and tried to get around. */
@TestInstance(Lifecycle.PER_CLASS)
class AuthorizationTest {
  private static final String BINDINGS = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings";
  private static final String ROLES = "/apis/rbac.authorization.k8s.io/v1/clusterroles";

  @SuppressWarnings("NullAway.Init")
  private ServerProcess server;

  @SuppressWarnings("NullAway.Init")
  private Api admin;

  @SuppressWarnings("NullAway.Init")
  private Api jane;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    server = ServerProcess.start(folder, 0, "--api-audiences=registry,others");
    admin = new Api(server);
    jane = Api.of(server, ServerProcess.JANE);
  }

  @AfterAll
  void stop() {
    jane.close();
    admin.close();
    server.close();
  }

  private void bind(String role) throws Exception {
    Answer made =
        admin.post(
            BINDINGS,
            ("{\"metadata\":{\"name\":\"%s\"},\"roleRef\":{\"kind\":\"ClusterRole\",\"name\":\"%s\"},"
                    + "\"subjects\":[{\"kind\":\"User\",\"name\":\"jane\"}]}")
                .formatted(role, role));
    assertThat(made.code()).as("%s", made).isEqualTo(201);
  }

  private void unbind(String role) throws Exception {
    assertThat(admin.delete(BINDINGS + "/" + role).code()).isEqualTo(200);
    await().until(() -> jane.get(Api.CLUSTERS).code() == 403);
  }

  @Test
  void aWatchEndsWhenTheRightToItIsWithdrawn() throws Exception {
    bind("clusterregistry:reader");
    await().until(() -> jane.get(Api.CLUSTERS).code() == 200);
    Watch watch = jane.watch(Api.CLUSTERS, jane.get(Api.CLUSTERS).revision(), line -> {});
    assertThat(watch.code()).isEqualTo(200);
    Watch administrators = admin.watch(Api.CLUSTERS, admin.get(Api.CLUSTERS).revision(), l -> {});
    assertThat(administrators.code()).isEqualTo(200);
    long withdrawn = System.nanoTime();
    unbind("clusterregistry:reader");
    assertThat(watch.endedInOrder()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - withdrawn)).isLessThan(Duration.ofSeconds(10));
    assertThat(administrators.isOpen()).isTrue();
    assertThat(jane.watch(Api.CLUSTERS, 1, line -> {}).code()).isEqualTo(403);
  }

  @Test
  void aNameInARuleCountsForGetAndForWatchByThatName() throws Exception {
    Answer role =
        admin.post(
            ROLES,
            "{\"metadata\":{\"name\":\"one\"},\"rules\":[{\"verbs\":[\"*\"],\"apiGroups\":[\"clusterregistry.k8s.io\"],\"resources\":[\"clusters\"],\"resourceNames\":[\"one\"]}]}");
    assertThat(role.code()).isEqualTo(201);
    bind("one");
    await().until(() -> jane.get(Api.CLUSTERS + "/one").code() == 404);
    assertThat(jane.get(Api.CLUSTERS + "/two").code()).isEqualTo(403);
    assertThat(jane.get(Api.CLUSTERS).code()).isEqualTo(403);
    assertThat(jane.get(Api.CLUSTERS + "?fieldSelector=metadata.name%3Done").code()).isEqualTo(200);
    assertThat(jane.get(Api.CLUSTERS + "?fieldSelector=metadata.name%3Dtwo").code()).isEqualTo(403);
    assertThat(jane.post(Api.CLUSTERS, "{\"metadata\":{\"name\":\"one\"}}").code())
        .as("no name is known before the body is read")
        .isEqualTo(403);
    assertThat(jane.delete(Api.CLUSTERS + "/one").code()).isEqualTo(404);
    assertThat(jane.delete(Api.CLUSTERS + "?fieldSelector=metadata.name%3Done").code())
        .isEqualTo(403);
    unbind("one");
  }

  @Test
  void noSpellingOfAPathGetsAroundTheRules() throws Exception {
    admin.post(Api.CLUSTERS, "{\"metadata\":{\"name\":\"secret\"}}");
    for (String path :
        List.of(
            "//apis/clusterregistry.k8s.io/v1alpha1/clusters/secret",
            "/apis//clusterregistry.k8s.io/v1alpha1/clusters/secret",
            "/apis/clusterregistry.k8s.io/v1alpha1//clusters//secret",
            "/apis/clusterregistry.k8s.io/v1alpha1/clusters/secret/",
            "/apis/clusterregistry.k8s.io/v1alpha1/./clusters/secret",
            "/apis/x/../clusterregistry.k8s.io/v1alpha1/clusters/secret",
            "/apis/clusterregistry.k8s.io/v1alpha1/clusters%2Fsecret",
            "/apis/clusterregistry.k8s.io%2Fv1alpha1%2Fclusters%2Fsecret",
            "/apis%2Fclusterregistry.k8s.io/v1alpha1/clusters/secret",
            "/%61pis/clusterregistry.k8s.io/v1alpha1/%63lusters/secret",
            "/APIS/clusterregistry.k8s.io/v1alpha1/clusters/secret",
            "/apis/clusterregistry.k8s.io/v1alpha1/Clusters/secret",
            "/apis/clusterregistry.k8s.io/v1alpha1/clusters/secret/status",
            "/apis/clusterregistry.k8s.io/v1alpha1/clusters/secret/status/x",
            "/apis/clusterregistry.k8s.io/v1alpha1/watch/clusters/secret",
            "/apis/clusterregistry.k8s.io/v1alpha1/namespaces/default/clusters/secret",
            "/api/v1/namespaces/default/../../../apis/clusterregistry.k8s.io/v1alpha1/clusters/secret",
            "/version/../apis/clusterregistry.k8s.io/v1alpha1/clusters/secret",
            "/openapi/..%2fapis/clusterregistry.k8s.io/v1alpha1/clusters/secret")) {
      Answer answer = jane.get(path);
      assertThat(answer.code()).as(path).isIn(301, 400, 403, 404);
      assertThat(answer.body().at("/metadata/name").isMissingNode()).as(path).isTrue();
    }
  }

  @Test
  void aReviewHasNoMetadataAndIsNoTable() throws Exception {
    Answer answer =
        admin.post(
            "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            "{\"spec\":{\"resourceAttributes\":{\"verb\":\"get\",\"resource\":\"clusters\"}}}",
            "application/json;as=Table;v=v1;g=meta.k8s.io");
    assertThat(answer.code()).isEqualTo(406);
    assertThat(answer.body().path("reason").asString()).isEqualTo("NotAcceptable");
    assertThat(answer.body().path("message").asString())
        .isEqualTo(
            "the resource selfsubjectaccessreviews.authorization.k8s.io does not support being"
                + " converted to a Table");
  }

  @Test
  void reviewsAnswerByTheSameRulesAndStoreNothing() throws Exception {
    Answer who = jane.post("/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}");
    assertThat(who.body().at("/status/userInfo/username").asString()).isEqualTo("jane");
    JsonNode self = may(jane, "selfsubjectaccessreviews", "");
    assertThat(self.path("allowed").asBoolean(true)).isFalse();
    String subject = ",\"user\":\"x\",\"groups\":[\"system:masters\"]";
    assertThat(may(admin, "subjectaccessreviews", subject).path("allowed").asBoolean()).isTrue();
    Answer refused =
        jane.post("/apis/authorization.k8s.io/v1/subjectaccessreviews", "{\"spec\":{}}");
    assertThat(refused.code()).as("who may ask about others").isEqualTo(403);
    Answer token =
        admin.post(
            "/apis/authentication.k8s.io/v1/tokenreviews",
            "{\"spec\":{\"token\":\"" + ServerProcess.JANE + "\"}}");
    assertThat(token.body().at("/status/user/username").asString()).isEqualTo("jane");
    assertThat(token.body().at("/status/audiences").toString())
        .isEqualTo("[\"registry\",\"others\"]");
    assertThat(reviewed("registry").at("/status/audiences").toString()).isEqualTo("[\"registry\"]");
    assertThat(reviewed("elsewhere").at("/status/authenticated").asBoolean(true)).isFalse();
    assertThat(reviewed("elsewhere").at("/status/user/username").isMissingNode()).isTrue();
    Answer bad =
        admin.post(
            "/apis/authentication.k8s.io/v1/tokenreviews", "{\"spec\":{\"token\":\"guessed\"}}");
    assertThat(bad.body().at("/status/authenticated").asBoolean(true)).isFalse();
    assertThat(admin.get("/apis/authentication.k8s.io/v1/tokenreviews").code()).isEqualTo(405);
  }

  @Test
  void reviewsMayBeLimitedBySelectors() throws Exception {
    String both =
        "\"rawSelector\":\"a=b\",\"requirements\":[{\"key\":\"a\",\"operator\":\"Exists\"}]";
    String path = "spec.resourceAttributes.labelSelector.";
    assertThat(limited("labelSelector", both).body().path("message").asString())
        .contains(path + "rawSelector: Invalid value: \"a=b\": may not specified at the same time");
    String in = "\"requirements\":[{\"key\":\"-\",\"operator\":\"In\"}]";
    assertThat(limited("labelSelector", in).body().path("message").asString())
        .contains(
            path + "requirements[0].values: Required value: must be specified when `operator`",
            path + "requirements[0].key: Invalid value: \"-\"");
    for (String member : List.of("fieldSelector", "labelSelector")) {
      Answer empty = limited(member, "");
      assertThat(empty.code()).isEqualTo(422);
      assertThat(empty.body().path("message").asString())
          .contains(
              ("spec.resourceAttributes.%1$s.requirements: Required value: when"
                      + " spec.resourceAttributes.%1$s is specified, requirements or rawSelector is"
                      + " required")
                  .formatted(member));
    }
    Answer good = limited("fieldSelector", "\"rawSelector\":\"metadata.name=a\"");
    assertThat(good.code()).isEqualTo(201);
    assertThat(good.body().at("/status/allowed").asBoolean()).isTrue();
    assertThat(good.body().at("/status/evaluationError").isMissingNode()).isTrue();
    Answer odd = limited("fieldSelector", "\"rawSelector\":\"nonsense\"");
    assertThat(odd.body().at("/status/allowed").asBoolean()).isTrue();
    assertThat(odd.body().at("/status/evaluationError").asString())
        .isEqualTo("spec.resourceAttributes.fieldSelector ignored due to parse error");
  }

  private Answer limited(String member, String selector) throws Exception {
    return admin.post(
        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
        """
        {"spec":{"resourceAttributes":{"verb":"list","group":"clusterregistry.k8s.io",
         "resource":"clusters","%s":{%s}}}}
        """
            .formatted(member, selector));
  }

  private JsonNode reviewed(String audience) throws Exception {
    return admin
        .post(
            "/apis/authentication.k8s.io/v1/tokenreviews",
            "{\"spec\":{\"token\":\"%s\",\"audiences\":[\"%s\",\"x\"]}}"
                .formatted(ServerProcess.JANE, audience))
        .body();
  }

  private JsonNode may(Api who, String resource, String subject) throws Exception {
    Answer answer =
        who.post(
            "/apis/authorization.k8s.io/v1/" + resource,
            "{\"spec\":{\"resourceAttributes\":{\"verb\":\"get\",\"group\":\"clusterregistry.k8s.io\",\"resource\":\"clusters\"}"
                + subject
                + "}}");
    assertThat(answer.code()).as("%s", answer).isEqualTo(201);
    return answer.body().path("status");
  }
}
