package dev.clusterregistry.apiserver.auth.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.auth.Authorizer.Decision;
import dev.clusterregistry.apiserver.auth.TestAuthority;
import dev.clusterregistry.apiserver.auth.TestHttps;
import dev.clusterregistry.apiserver.auth.cel.CelExpression;
import dev.clusterregistry.apiserver.auth.cel.CelVariable;
import dev.clusterregistry.apiserver.auth.webhook.AuthorizationConfiguration.Hook;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.machinery.selector.FieldSelector;
import dev.clusterregistry.machinery.selector.LabelSelector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfiguredWebhookTest {
  private static final User JANE =
      User.authenticated("jane", "", List.of("devs"), Map.of("team", List.of("red")));
  private static final RequestInfo DELETE =
      RequestInfo.ofAction("delete", "clusterregistry.k8s.io", "v1alpha1", "clusters", "", "", "a");

  @TempDir Path folder;

  private final AtomicInteger asked = new AtomicInteger();
  private volatile int status = 200;
  private TestHttps server;
  private Path kubeconfig;

  @BeforeEach
  void start() throws IOException {
    TestAuthority authority = new TestAuthority("hooks");
    server =
        new TestHttps(
            authority.context(authority.server()),
            false,
            (exchange, body) -> {
              asked.incrementAndGet();
              return new TestHttps.Answer(
                  status,
                  "{\"kind\":\"SubjectAccessReview\",\"apiVersion\":\"authorization.k8s.io/v1\",\"status\":{\"allowed\":true}}");
            });
    String pem =
        Base64.getEncoder().encodeToString(authority.pem().getBytes(StandardCharsets.UTF_8));
    kubeconfig =
        Files.writeString(
            folder.resolve("hook.yaml"),
            "clusters: [{name: a, cluster: {server: \"%s/hook\", certificate-authority-data: %s}}]\n"
                    .formatted(server.url(), pem)
                + "contexts: [{name: a, context: {cluster: a}}]\ncurrent-context: a\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Decision decide(boolean denies, String... conditions) throws Exception {
    return decide(DELETE, denies, conditions);
  }

  private Decision decide(RequestInfo action, boolean denies, String... conditions)
      throws Exception {
    List<CelExpression> compiled = new ArrayList<>();
    for (String condition : conditions) {
      compiled.add(
          CelExpression.compile(condition, CelVariable.REQUEST, CelExpression.Wanted.TRUTH));
    }
    Hook hook =
        new Hook(
            kubeconfig,
            Duration.ofSeconds(2),
            "v1",
            new WebhookAuthorizer.Memory(Duration.ZERO, Duration.ZERO),
            denies,
            compiled);
    return ConfiguredWebhook.of(hook, InstantSource.system())
        .authorize(JANE, action, Patience.ENDLESS);
  }

  @Test
  void itIsAskedOnlyIfAllConditionsHold() throws Exception {
    assertThat(decide(true)).isInstanceOf(Decision.Allow.class);
    assertThat(
            decide(
                true,
                "has(request.resourceAttributes)",
                "request.resourceAttributes.verb in ['delete', 'update']",
                "request.resourceAttributes.namespace == ''",
                "'devs' in request.groups && request.user.startsWith('ja')",
                "'red' in request.extra['team'] && request.uid == ''"))
        .isInstanceOf(Decision.Allow.class);
    assertThat(asked.get()).isEqualTo(2);
    assertThat(decide(true, "request.user == 'joe'")).isEqualTo(Decision.NO_OPINION);
    assertThat(decide(true, "request.nonResourceAttributes.path == '/'", "false"))
        .as("one that does not hold outweighs one without a value")
        .isEqualTo(Decision.NO_OPINION);
    assertThat(asked.get()).isEqualTo(2);
  }

  @Test
  void conditionsSeeWhatIsSelected() throws Exception {
    String selects = "has(request.resourceAttributes.labelSelector)";
    assertThat(decide(true, "!" + selects)).isInstanceOf(Decision.Allow.class);
    RequestInfo list = RequestInfo.ofAction("list", "example.com", "v1", "widgets", "", "", "");
    RequestInfo limited =
        list.selecting(FieldSelector.parse("spec.size!=3"), LabelSelector.parse("team in (a,b)"));
    assertThat(
            decide(
                limited,
                true,
                selects,
                "request.resourceAttributes.labelSelector.requirements.all(r, r.key == 'team' &&"
                    + " r.operator == 'In' && 'a' in r.values)",
                "request.resourceAttributes.fieldSelector.requirements.exists(r, r.key =="
                    + " 'spec.size' && r.operator == 'NotIn' && r.values == ['3'])"))
        .isInstanceOf(Decision.Allow.class);
  }

  @Test
  void aConditionWithoutAValueIsAFailure() throws Exception {
    String nonsense = "request.nonResourceAttributes.path == '/'";
    assertThat(decide(true, nonsense))
        .isInstanceOfSatisfying(
            Decision.Deny.class,
            deny -> assertThat(deny.error()).contains("cel evaluation error", nonsense));
    assertThat(decide(false, nonsense))
        .isInstanceOfSatisfying(
            Decision.NoOpinion.class, none -> assertThat(none.error()).isNotEmpty());
    assertThat(asked.get()).isZero();
  }

  @Test
  void silenceDeniesOrIsNoOpinion() throws Exception {
    status = 403;
    assertThat(decide(true))
        .isInstanceOfSatisfying(
            Decision.Deny.class, deny -> assertThat(deny.error()).contains("answers 403"));
    assertThat(decide(false))
        .isInstanceOfSatisfying(
            Decision.NoOpinion.class, none -> assertThat(none.error()).contains("answers 403"));
  }
}
