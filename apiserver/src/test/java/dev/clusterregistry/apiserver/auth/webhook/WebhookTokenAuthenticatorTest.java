package dev.clusterregistry.apiserver.auth.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.apiserver.auth.Authenticator.Result;
import dev.clusterregistry.apiserver.auth.BearerToken;
import dev.clusterregistry.apiserver.auth.TestAuthority;
import dev.clusterregistry.apiserver.auth.TestHttps;
import dev.clusterregistry.apiserver.http.Patience;
import dev.clusterregistry.apiserver.http.WouldBlockException;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.apiserver.webhook.WebhookClient;
import dev.clusterregistry.apiserver.webhook.WebhookTarget;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WebhookTokenAuthenticatorTest {
  private static final String GOOD =
      "{\"kind\":\"TokenReview\",\"apiVersion\":\"authentication.k8s.io/v1beta1\",\"status\":{"
          + "\"authenticated\":true,\"user\":{\"username\":\"hookuser\",\"uid\":\"u1\","
          + "\"groups\":[\"g1\"],\"extra\":{\"k\":[\"v\"]}}}}";
  private static final String BAD =
      "{\"kind\":\"TokenReview\",\"apiVersion\":\"authentication.k8s.io/v1beta1\",\"status\":{"
          + "\"authenticated\":false,\"error\":\"no\",\"user\":{}}}";
  private static final Patience LOOP =
      () -> {
        throw WouldBlockException.INSTANCE;
      };

  private final TestAuthority authority = new TestAuthority("hooks");
  private final ConcurrentLinkedQueue<String> questions = new ConcurrentLinkedQueue<>();
  private final Instant[] clock = {Instant.now()};
  private volatile TestHttps.Handler handler =
      (exchange, body) -> new TestHttps.Answer(200, body.contains("hooktok") ? GOOD : BAD);
  private TestHttps server;
  private WebhookClient client;

  @BeforeEach
  void start() throws IOException {
    server =
        new TestHttps(
            authority.context(authority.server()),
            true,
            (exchange, body) -> {
              questions.add(body);
              return handler.answer(exchange, body);
            });
    client = client(authority, Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private WebhookClient client(TestAuthority trusted, Duration timeout) throws IOException {
    TestAuthority.Issued own = authority.client("CN=registry");
    return new WebhookClient(
        new WebhookTarget(
            URI.create(server.url() + "/hook"),
            List.of(trusted.certificate()),
            false,
            List.of(own.certificate()),
            own.key(),
            null,
            null),
        timeout);
  }

  private WebhookTokenAuthenticator asking(String version, Duration remembered) {
    return new WebhookTokenAuthenticator(client, version, remembered, () -> clock[0]);
  }

  private static Result ask(WebhookTokenAuthenticator authenticator, String token) {
    return authenticator.authenticate(BearerToken.of(token), Patience.ENDLESS);
  }

  @Test
  void theQuestionIsThatOfTheFirstRegistryAndTheAnswerNamesTheUser() {
    assertThat(ask(asking("v1beta1", Duration.ZERO), "hooktok"))
        .isEqualTo(
            new Result.Known(
                new User(
                    "hookuser",
                    "u1",
                    List.of("g1", "system:authenticated"),
                    Map.of("k", List.of("v")))));
    assertThat(questions)
        .containsExactly(
            "{\"kind\":\"TokenReview\",\"apiVersion\":\"authentication.k8s.io/v1beta1\","
                + "\"metadata\":{\"creationTimestamp\":null},\"spec\":{\"token\":\"hooktok\"},"
                + "\"status\":{\"user\":{}}}");
  }

  @Test
  void versionOneIsAskedAndAnsweredAsSuch() {
    assertThat(ask(asking("v1", Duration.ZERO), "hooktok")).isInstanceOf(Result.Rejected.class);
    handler = (exchange, body) -> new TestHttps.Answer(200, GOOD.replace("v1beta1", "v1"));
    assertThat(ask(asking("v1", Duration.ZERO), "hooktok")).isInstanceOf(Result.Known.class);
    assertThat(questions).allMatch(body -> body.contains("\"authentication.k8s.io/v1\""));
  }

  @Test
  void answersAreRememberedForAWhileGoodOrBad() {
    WebhookTokenAuthenticator authenticator = asking("v1beta1", Duration.ofMinutes(2));
    BearerToken token = BearerToken.of("hooktok");
    assertThatThrownBy(() -> authenticator.authenticate(token, LOOP))
        .isInstanceOf(WouldBlockException.class);
    for (int i = 0; i < 3; i++) {
      assertThat(ask(authenticator, "hooktok")).isInstanceOf(Result.Known.class);
      assertThat(ask(authenticator, "bad")).isInstanceOf(Result.Rejected.class);
    }
    assertThat(authenticator.authenticate(token, LOOP)).isInstanceOf(Result.Known.class);
    assertThat(questions).hasSize(2);
    clock[0] = clock[0].plusSeconds(121);
    handler = (exchange, body) -> new TestHttps.Answer(200, BAD);
    assertThat(ask(authenticator, "hooktok")).isInstanceOf(Result.Rejected.class);
  }

  @Test
  void manyWithOneTokenAskOnce() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    handler =
        (exchange, body) -> {
          asked.await(5, TimeUnit.SECONDS);
          return new TestHttps.Answer(200, GOOD);
        };
    WebhookTokenAuthenticator authenticator = asking("v1beta1", Duration.ofMinutes(2));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Result>> results = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        results.add(threads.submit(() -> ask(authenticator, "hooktok")));
      }
      asked.countDown();
      for (Future<Result> result : results) {
        assertThat(result.get()).isInstanceOf(Result.Known.class);
      }
    }
    assertThat(questions).hasSize(1);
  }

  @Test
  void withoutAnAnswerATokenIsRejectedAndNothingIsRemembered() {
    WebhookTokenAuthenticator authenticator = asking("v1beta1", Duration.ofMinutes(2));
    for (TestHttps.Answer answer :
        List.of(
            new TestHttps.Answer(500, GOOD),
            new TestHttps.Answer(403, GOOD),
            new TestHttps.Answer(302, GOOD),
            new TestHttps.Answer(200, "not json"),
            new TestHttps.Answer(200, "{}"),
            new TestHttps.Answer(200, GOOD.replace("TokenReview", "Pod")),
            new TestHttps.Answer(200, GOOD.replace("hookuser", "")),
            new TestHttps.Answer(200, GOOD + " ".repeat(2 << 20)))) {
      handler = (exchange, body) -> answer;
      WebhookTokenAuthenticator fresh = asking("v1beta1", Duration.ofMinutes(2));
      assertThat(ask(fresh, "hooktok"))
          .isInstanceOfSatisfying(
              Result.Rejected.class,
              rejected -> assertThat(rejected.reason()).doesNotContain("hooktok"));
    }
    handler = (exchange, body) -> new TestHttps.Answer(200, GOOD);
    assertThat(ask(authenticator, "hooktok")).isInstanceOf(Result.Known.class);
  }

  @Test
  void aFailedAttemptIsTriedAgain() {
    handler =
        (exchange, body) ->
            questions.size() < 3 ? new TestHttps.Answer(503, "") : new TestHttps.Answer(200, GOOD);
    assertThat(ask(asking("v1beta1", Duration.ZERO), "hooktok")).isInstanceOf(Result.Known.class);
    assertThat(questions).hasSize(3);
  }

  @Test
  void aServerOfAnotherAuthorityIsNotAsked() throws IOException {
    try (WebhookClient distrusting = client(new TestAuthority("hooks"), Duration.ofSeconds(5))) {
      WebhookTokenAuthenticator authenticator =
          new WebhookTokenAuthenticator(distrusting, "v1beta1", Duration.ZERO, () -> clock[0]);
      assertThat(ask(authenticator, "hooktok")).isInstanceOf(Result.Rejected.class);
    }
    assertThat(questions).isEmpty();
  }

  @Test
  void oneThatDoesNotAnswerInTimeIsLeftAloneAfterAWhile() throws IOException {
    handler =
        (exchange, body) -> {
          new CountDownLatch(1).await();
          return new TestHttps.Answer(200, GOOD);
        };
    try (WebhookClient impatient = client(authority, Duration.ofMillis(300))) {
      WebhookTokenAuthenticator authenticator =
          new WebhookTokenAuthenticator(impatient, "v1beta1", Duration.ZERO, () -> clock[0]);
      for (int i = 0; i < 5; i++) {
        assertThat(ask(authenticator, "hooktok")).isInstanceOf(Result.Rejected.class);
      }
      int asked = questions.size();
      assertThat(ask(authenticator, "hooktok"))
          .isInstanceOfSatisfying(
              Result.Rejected.class,
              rejected -> assertThat(rejected.reason()).contains("left alone"));
      assertThat(questions).hasSize(asked);
    }
  }
}
