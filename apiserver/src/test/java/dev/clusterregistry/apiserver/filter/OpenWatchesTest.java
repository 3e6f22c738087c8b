package dev.clusterregistry.apiserver.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.apiserver.auth.AlwaysAllowAuthorizer;
import dev.clusterregistry.apiserver.auth.Authenticator;
import dev.clusterregistry.apiserver.auth.Authorizer;
import dev.clusterregistry.apiserver.auth.BearerAuthenticator;
import dev.clusterregistry.apiserver.auth.CertificateAuthenticator;
import dev.clusterregistry.apiserver.auth.TestAuthority;
import dev.clusterregistry.apiserver.auth.TestHttps;
import dev.clusterregistry.apiserver.auth.TokenFileAuthenticator;
import dev.clusterregistry.apiserver.auth.UnionAuthenticator;
import dev.clusterregistry.apiserver.auth.token.SignedTokenAuthenticator;
import dev.clusterregistry.apiserver.auth.token.TokenBook;
import dev.clusterregistry.apiserver.auth.token.TokenBookFile;
import dev.clusterregistry.apiserver.auth.webhook.WebhookAuthorizer;
import dev.clusterregistry.apiserver.auth.webhook.WebhookTokenAuthenticator;
import dev.clusterregistry.apiserver.cache.TestChannel;
import dev.clusterregistry.apiserver.cache.TestLoop;
import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.http.StreamChannel;
import dev.clusterregistry.apiserver.http.StreamSource;
import dev.clusterregistry.apiserver.metrics.AuthenticationMetrics;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.RequestInfoParser;
import dev.clusterregistry.apiserver.webhook.WebhookClient;
import dev.clusterregistry.apiserver.webhook.WebhookTarget;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watch ends within ten seconds, by whatever means the right to it is taken away. */
final class OpenWatchesTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path folder;

  private final TestLoop loop = new TestLoop(0);
  private final List<AutoCloseable> opened = new ArrayList<>();
  private volatile Instant clock = Instant.now();

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    loop.close();
  }

  /** A stream that sends nothing. */
  private static final class Silence implements StreamSource {
    @Override
    public void opened(StreamChannel channel) {}

    @Override
    public void writable() {}

    @Override
    public void closed() {}
  }

  private OpenWatches server(Authenticator authenticator, Authorizer authorizer) {
    OpenWatches server =
        new OpenWatches(
            filters(authenticator, authorizer, OpenWatches::letIn),
            filters(
                authenticator,
                authorizer,
                call -> new Reply.Streaming(200, new Headers(), true, new Silence())));
    server.start();
    opened.add(server);
    return server;
  }

  private static Endpoint filters(Authenticator users, Authorizer authorizer, Endpoint end) {
    return new AuthenticationFilter(
        users,
        AuthenticationMetrics.unpublished(),
        new ImpersonationFilter(
            authorizer, new AuthorizationFilter(authorizer, (user, info) -> null, end)));
  }

  private TestChannel watch(
      OpenWatches server, List<X509Certificate> certificates, String... headers) {
    Headers all = Headers.of("User-Agent", "test " + opened.size());
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1]);
    }
    ApiRequest request =
        new ApiRequest(
            "GET",
            "/apis/clusterregistry.k8s.io/v1alpha1/clusters",
            "watch=true",
            all,
            new byte[0],
            false,
            certificates,
            new InetSocketAddress(0),
            false,
            true,
            true);
    Call call = new Call(request, System.nanoTime());
    call.info(Objects.requireNonNull(RequestInfoParser.parse(request)));
    call.auditId("test");
    Reply reply = server.answer(call);
    assertThat(reply).isInstanceOf(Reply.Streaming.class);
    return TestChannel.open(loop, ((Reply.Streaming) reply).source());
  }

  private TestChannel watchBearing(OpenWatches server, String token) {
    return watch(server, List.of(), "Authorization", "Bearer " + token);
  }

  private static void assertEnds(TestChannel watch) {
    await().atMost(LIMIT).until(watch::isOver);
  }

  private static Authenticator bearing(BearerAuthenticator tokens) {
    return new UnionAuthenticator(List.of(tokens), false);
  }

  @Test
  void aTokenIsTakenOutOfItsFileOrGivenOtherGroups() throws IOException {
    Path file = folder.resolve("tokens.csv");
    Files.writeString(file, "t1,jane,u1,devs\nt2,joe,u2,devs\nt3,root,u3,system:masters\n");
    OpenWatches server =
        server(
            bearing(new BearerAuthenticator(List.of(new TokenFileAuthenticator(file)))),
            new AlwaysAllowAuthorizer());
    TestChannel jane = watchBearing(server, "t1");
    TestChannel janeToo = watchBearing(server, "t1");
    TestChannel joe = watchBearing(server, "t2");
    TestChannel root = watchBearing(server, "t3");
    Files.writeString(file, "t2,joe,u2,others\nt4,root,u3,system:masters\nt5,new,u5,devs\n");
    assertEnds(jane);
    assertEnds(janeToo);
    assertEnds(joe);
    assertEnds(root);
    TestChannel joeAgain = watchBearing(server, "t2");
    Files.writeString(file, "t2,joe,u2,others\n");
    server.permissionsChanged();
    assertThat(joeAgain.isOver()).isFalse();
  }

  private TokenBook.Issue issue(Path file) throws IOException {
    AtomicInteger ids = new AtomicInteger();
    TokenBook.Issue issue =
        TokenBook.EMPTY.issue(
            "robot",
            "",
            List.of(),
            clock.minusSeconds(5),
            Duration.ofHours(1),
            () -> "id" + ids.incrementAndGet());
    Files.write(file, TokenBookFile.write(issue.book()));
    return issue;
  }

  @Test
  void aSignedTokenIsRevoked() throws IOException {
    Path file = folder.resolve("tokens.json");
    TokenBook.Issue issue = issue(file);
    OpenWatches server = server(signed(file), new AlwaysAllowAuthorizer());
    TestChannel watch = watchBearing(server, issue.token());
    TokenBook without = Objects.requireNonNull(issue.book().revoked(issue.issued().id(), clock));
    Files.write(file, TokenBookFile.write(without));
    assertEnds(watch);
  }

  @Test
  void aSignedTokenExpires() throws IOException {
    Path file = folder.resolve("tokens.json");
    TokenBook.Issue issue = issue(file);
    OpenWatches server = server(signed(file), new AlwaysAllowAuthorizer());
    TestChannel watch = watchBearing(server, issue.token());
    clock = clock.plus(Duration.ofHours(2));
    assertEnds(watch);
  }

  private Authenticator signed(Path file) throws IOException {
    return bearing(
        new BearerAuthenticator(List.of(new SignedTokenAuthenticator(file, () -> clock))));
  }

  @Test
  void anAuthorityOfClientsIsReplacedOrACertificateExpires() throws IOException {
    TestAuthority authority = new TestAuthority("users");
    Path file = authority.write(folder.resolve("ca.crt"));
    Authenticator users =
        new UnionAuthenticator(
            List.of(new CertificateAuthenticator(List.of(file), () -> clock)), false);
    OpenWatches server = server(users, new AlwaysAllowAuthorizer());
    Instant start = clock.minusSeconds(60);
    TestChannel brief =
        watch(
            server,
            List.of(authority.client("CN=brief", start, Duration.ofMinutes(30)).certificate()));
    TestChannel jane =
        watch(
            server, List.of(authority.client("CN=jane", start, Duration.ofHours(9)).certificate()));
    clock = clock.plus(Duration.ofHours(1));
    assertEnds(brief);
    assertThat(jane.isOver()).isFalse();
    new TestAuthority("others").write(file);
    assertEnds(jane);
  }

  private WebhookClient asking(TestHttps.Handler handler) throws IOException {
    TestAuthority authority = new TestAuthority("hooks");
    TestHttps hook = new TestHttps(authority.context(authority.server()), false, handler);
    opened.add(hook);
    WebhookTarget target =
        new WebhookTarget(
            URI.create(hook.url() + "/hook"),
            List.of(authority.certificate()),
            false,
            List.of(),
            null,
            null,
            null);
    WebhookClient client = new WebhookClient(target, Duration.ofSeconds(2));
    opened.addFirst(client);
    return client;
  }

  private static TestHttps.Answer review(String kind, String status) {
    String group = kind.equals("TokenReview") ? "authentication" : "authorization";
    return new TestHttps.Answer(
        200,
        "{\"kind\":\"%s\",\"apiVersion\":\"%s.k8s.io/v1\",\"status\":%s}"
            .formatted(kind, group, status));
  }

  @Test
  void aWebhookKnowsATokenNoMoreThoughItsAnswerIsRemembered() throws IOException {
    String[] status = {"{\"authenticated\":true,\"user\":{\"username\":\"jane\"}}"};
    WebhookClient client = asking((exchange, body) -> review("TokenReview", status[0]));
    Authenticator users =
        bearing(
            new BearerAuthenticator(
                List.of(new WebhookTokenAuthenticator(client, "v1", LONG, () -> clock))));
    TestChannel watch = watchBearing(server(users, new AlwaysAllowAuthorizer()), "token");
    status[0] = "{\"authenticated\":false}";
    assertEnds(watch);
  }

  @Test
  void aWebhookAllowsNoMoreThoughItsAnswerIsRememberedAndSilenceIsNoAnswer() throws IOException {
    TestHttps.Answer[] answer = {review("SubjectAccessReview", "{\"allowed\":true}")};
    AtomicInteger asked = new AtomicInteger();
    WebhookClient client =
        asking(
            (exchange, body) -> {
              asked.incrementAndGet();
              return answer[0];
            });
    Authorizer hook =
        new WebhookAuthorizer(client, "v1", new WebhookAuthorizer.Memory(LONG, LONG), () -> clock);
    OpenWatches server = server(new UnionAuthenticator(List.of(), true), hook);
    TestChannel watch = watch(server, List.of());
    answer[0] = new TestHttps.Answer(404, "");
    int before = asked.get();
    await().atMost(LIMIT).until(() -> asked.get() > before);
    assertThat(watch.isOver()).isFalse();
    answer[0] = review("SubjectAccessReview", "{\"allowed\":false}");
    assertEnds(watch);
  }

  @Test
  void somebodyMayActForOthersNoMore() throws IOException {
    Path file = folder.resolve("tokens.csv");
    Files.writeString(file, "t1,jane,u1\n");
    boolean[] mayImpersonate = {true};
    Authorizer authorizer =
        (user, info, patience) ->
            info.verbText().startsWith("impersonate") && !mayImpersonate[0]
                ? Authorizer.Decision.NO_OPINION
                : Authorizer.Decision.ALLOW;
    OpenWatches server =
        server(
            bearing(new BearerAuthenticator(List.of(new TokenFileAuthenticator(file)))),
            authorizer);
    TestChannel own = watchBearing(server, "t1");
    TestChannel others =
        watch(server, List.of(), "Authorization", "Bearer t1", "Impersonate-User", "somebody");
    mayImpersonate[0] = false;
    server.permissionsChanged();
    assertEnds(others);
    assertThat(own.isOver()).isFalse();
  }
}
