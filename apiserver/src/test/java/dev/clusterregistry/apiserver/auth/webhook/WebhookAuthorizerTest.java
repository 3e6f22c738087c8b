package dev.clusterregistry.apiserver.auth.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.apiserver.auth.Authorizer.Decision;
import dev.clusterregistry.apiserver.auth.TestAuthority;
import dev.clusterregistry.apiserver.auth.TestHttps;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.http.WouldBlockException;
import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.apiserver.webhook.WebhookClient;
import dev.clusterregistry.apiserver.webhook.WebhookTarget;
import dev.clusterregistry.machinery.selector.FieldSelector;
import dev.clusterregistry.machinery.selector.LabelSelector;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WebhookAuthorizerTest {
  private static final User USER =
      new User("hookuser", "u1", List.of("g1", "system:authenticated"), Map.of("k", List.of("v")));
  private static final RequestInfo DELETE =
      RequestInfo.ofAction(
          "delete", "clusterregistry.k8s.io", "v1alpha1", "clusters", "", "", "zz");
  private static final RequestInfo HEALTH = RequestInfo.ofAction("get", "/healthz");
  private static final Patience LOOP =
      () -> {
        throw WouldBlockException.INSTANCE;
      };

  private final TestAuthority authority = new TestAuthority("hooks");
  private final ConcurrentLinkedQueue<String> questions = new ConcurrentLinkedQueue<>();
  private final Instant[] clock = {Instant.now()};
  private volatile TestHttps.Answer answer = answer("\"allowed\":true");
  private TestHttps server;
  private WebhookClient client;

  @BeforeEach
  void start() throws IOException {
    server =
        new TestHttps(
            authority.context(authority.server()),
            false,
            (exchange, body) -> {
              questions.add(body);
              return answer;
            });
    client =
        new WebhookClient(
            new WebhookTarget(
                URI.create(server.url() + "/hook"),
                List.of(authority.certificate()),
                false,
                List.of(),
                null,
                null,
                null),
            Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static TestHttps.Answer answer(String status) {
    return new TestHttps.Answer(
        200,
        "{\"kind\":\"SubjectAccessReview\",\"apiVersion\":\"authorization.k8s.io/v1beta1\",\"status\":{"
            + status
            + "}}");
  }

  private WebhookAuthorizer asking(Duration allowed, Duration others) {
    return new WebhookAuthorizer(
        client, "v1beta1", new WebhookAuthorizer.Memory(allowed, others), () -> clock[0]);
  }

  private WebhookAuthorizer forgetful() {
    return asking(Duration.ZERO, Duration.ZERO);
  }

  @Test
  void theQuestionsAreThoseOfTheFirstRegistry() {
    forgetful().authorize(USER, DELETE, Patience.ENDLESS);
    forgetful().authorize(User.ANONYMOUS, HEALTH, Patience.ENDLESS);
    String start =
        "{\"kind\":\"SubjectAccessReview\",\"apiVersion\":\"authorization.k8s.io/v1beta1\","
            + "\"metadata\":{\"creationTimestamp\":null},\"spec\":";
    assertThat(questions)
        .containsExactly(
            start
                + "{\"resourceAttributes\":{\"verb\":\"delete\",\"group\":\"clusterregistry.k8s.io\","
                + "\"version\":\"v1alpha1\",\"resource\":\"clusters\",\"name\":\"zz\"},"
                + "\"user\":\"hookuser\",\"group\":[\"g1\",\"system:authenticated\"],"
                + "\"extra\":{\"k\":[\"v\"]},\"uid\":\"u1\"},\"status\":{\"allowed\":false}}",
            start
                + "{\"nonResourceAttributes\":{\"path\":\"/healthz\",\"verb\":\"get\"},"
                + "\"user\":\"system:anonymous\",\"group\":[\"system:unauthenticated\"]},"
                + "\"status\":{\"allowed\":false}}");
  }

  @Test
  void versionOneCallsTheGroupsGroups() {
    WebhookAuthorizer authorizer =
        new WebhookAuthorizer(
            client,
            "v1",
            new WebhookAuthorizer.Memory(Duration.ZERO, Duration.ZERO),
            () -> clock[0]);
    answer = new TestHttps.Answer(200, "{\"status\":{\"allowed\":true,\"reason\":\"yes\"}}");
    assertThat(authorizer.authorize(USER, DELETE, Patience.ENDLESS))
        .isEqualTo(new Decision.Allow("yes"));
    assertThat(questions.poll())
        .contains("\"groups\":[\"g1\",\"system:authenticated\"]", "authorization.k8s.io/v1\"");
  }

  @Test
  void whatIsSelectedIsPartOfTheQuestionAndOfWhatIsRemembered() {
    WebhookAuthorizer remembering = asking(Duration.ofMinutes(1), Duration.ofMinutes(1));
    RequestInfo list = RequestInfo.ofAction("list", "example.com", "v1", "widgets", "", "", "");
    FieldSelector fields = FieldSelector.parse("spec.size!=3,metadata.name=a");
    LabelSelector labels = LabelSelector.parse("team in (b,a),!old,x,size>3,c!=d");
    remembering.authorize(USER, list.selecting(fields, labels), Patience.ENDLESS);
    assertThat(questions.poll())
        .contains(
            "\"resource\":\"widgets\","
                + "\"fieldSelector\":{\"requirements\":["
                + "{\"key\":\"metadata.name\",\"operator\":\"In\",\"values\":[\"a\"]},"
                + "{\"key\":\"spec.size\",\"operator\":\"NotIn\",\"values\":[\"3\"]}]},"
                + "\"labelSelector\":{\"requirements\":["
                + "{\"key\":\"c\",\"operator\":\"NotIn\",\"values\":[\"d\"]},"
                + "{\"key\":\"old\",\"operator\":\"DoesNotExist\"},"
                + "{\"key\":\"team\",\"operator\":\"In\",\"values\":[\"a\",\"b\"]},"
                + "{\"key\":\"x\",\"operator\":\"Exists\"}]}}");
    remembering.authorize(USER, list.selecting(fields, labels), Patience.ENDLESS);
    assertThat(questions).as("the answer is remembered").isEmpty();
    remembering.authorize(USER, list, Patience.ENDLESS);
    assertThat(questions).as("for this selection only").hasSize(1);
  }

  @Test
  void answersAllowDenyOrLeaveItToOthers() {
    assertThat(forgetful().authorize(USER, DELETE, Patience.ENDLESS)).isEqualTo(Decision.ALLOW);
    answer = answer("\"allowed\":false,\"reason\":\"Not allowed\"");
    assertThat(forgetful().authorize(USER, DELETE, Patience.ENDLESS))
        .isEqualTo(new Decision.NoOpinion("Not allowed"));
    answer = answer("\"allowed\":false,\"denied\":true,\"reason\":\"never\"");
    assertThat(forgetful().authorize(USER, DELETE, Patience.ENDLESS))
        .isEqualTo(new Decision.Deny("never"));
    answer = answer("\"allowed\":true,\"denied\":true");
    assertThat(forgetful().authorize(USER, DELETE, Patience.ENDLESS))
        .isInstanceOfSatisfying(
            Decision.Deny.class, deny -> assertThat(deny.error()).contains("both allow and deny"));
  }

  @Test
  void withoutAnAnswerNothingIsAllowedOrRemembered() {
    WebhookAuthorizer authorizer = asking(Duration.ofMinutes(5), Duration.ofMinutes(5));
    for (TestHttps.Answer bad :
        List.of(
            new TestHttps.Answer(403, ""),
            new TestHttps.Answer(200, "no json"),
            new TestHttps.Answer(200, "{}"),
            new TestHttps.Answer(200, answer("\"allowed\":true").body().replace("v1beta1", "v1")),
            new TestHttps.Answer(
                200, answer("\"allowed\":true").body().replace("SubjectAccess", "Pod")))) {
      answer = bad;
      assertThat(authorizer.authorize(USER, DELETE, Patience.ENDLESS))
          .as("%s", bad)
          .isInstanceOfSatisfying(
              Decision.NoOpinion.class, none -> assertThat(none.error()).isNotEmpty());
    }
    answer = answer("\"allowed\":true");
  }

  @Test
  void answersAreRememberedAsLongAsTheSettingsSay() {
    WebhookAuthorizer authorizer = asking(Duration.ofMinutes(5), Duration.ofSeconds(30));
    assertThatThrownBy(() -> authorizer.authorize(USER, DELETE, LOOP))
        .isInstanceOf(WouldBlockException.class);
    authorizer.authorize(USER, DELETE, Patience.ENDLESS);
    answer = answer("\"allowed\":false");
    authorizer.authorize(USER, HEALTH, Patience.ENDLESS);
    assertThat(authorizer.authorize(USER, DELETE, LOOP)).isEqualTo(Decision.ALLOW);
    assertThat(authorizer.authorize(USER, HEALTH, LOOP)).isEqualTo(Decision.NO_OPINION);
    assertThat(questions).hasSize(2);
    clock[0] = clock[0].plusSeconds(31);
    assertThat(authorizer.authorize(USER, DELETE, LOOP)).isEqualTo(Decision.ALLOW);
    assertThatThrownBy(() -> authorizer.authorize(USER, HEALTH, LOOP))
        .isInstanceOf(WouldBlockException.class);
    clock[0] = clock[0].plusSeconds(300);
    assertThat(authorizer.authorize(USER, DELETE, Patience.ENDLESS)).isEqualTo(Decision.NO_OPINION);
  }

  @Test
  void whatIsRememberedOfOneUserOrActionIsNotTakenForAnother() {
    WebhookAuthorizer authorizer = asking(Duration.ofMinutes(5), Duration.ofMinutes(5));
    authorizer.authorize(USER, DELETE, Patience.ENDLESS);
    User other = new User("hookuser", "u1", List.of("g1"), Map.of("k", List.of("v")));
    assertThatThrownBy(() -> authorizer.authorize(other, DELETE, LOOP))
        .isInstanceOf(WouldBlockException.class);
    RequestInfo sibling =
        RequestInfo.ofAction(
            "delete", "clusterregistry.k8s.io", "v1alpha1", "clusters", "", "zz", "");
    assertThatThrownBy(() -> authorizer.authorize(USER, sibling, LOOP))
        .isInstanceOf(WouldBlockException.class);
  }
}
