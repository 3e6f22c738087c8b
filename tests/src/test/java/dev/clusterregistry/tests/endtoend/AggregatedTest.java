package dev.clusterregistry.tests.endtoend;

import static dev.clusterregistry.tests.endtoend.Api.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.apiserver.auth.TestAuthority;
import dev.clusterregistry.apiserver.auth.TestAuthority.Issued;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A server behind another that knows the users, over real TLS with a real front proxy's authority.
 */
class AggregatedTest {
  private static final String DISCOVERY = "/apis/clusterregistry.k8s.io/v1alpha1";
  private static final String[] JANE = {
    "X-Remote-User",
    "jane",
    "X-Remote-Group",
    "devs",
    "X-Remote-Uid",
    "u1",
    "X-Remote-Extra-Example.com%2fScope",
    "a"
  };
  private static final Duration AT_ONCE = Duration.ofMillis(500);

  @TempDir Path folder;

  private final TestAuthority users = new TestAuthority("users");
  private final TestAuthority proxies = new TestAuthority("proxies");
  private final Issued proxy = proxies.client("CN=front-proxy-client");
  private final HostStandIn host = new HostStandIn();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private ServerProcess server;

  @BeforeEach
  void publish() throws Exception {
    host.publish(HostStandIn.believing(users, proxies));
    host.user("janes-token", "jane", "devs");
    host.allowing(spec -> spec.path("user").asString().equals("jane"));
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    host.close();
  }

  private void start(String... flags) throws Exception {
    List<String> all = new ArrayList<>(List.of("--kubeconfig=" + host.kubeconfig(folder)));
    all.addAll(List.of(flags));
    server = ServerProcess.aggregated(folder, all.toArray(String[]::new));
    opened.add(server);
  }

  private void startReady(String... flags) throws Exception {
    host.up();
    start(flags);
    Caller stranger = caller(null);
    await().until(() -> stranger.get("/readyz").code() == 200);
  }

  private Caller caller(@Nullable Issued certificate, String... headers) throws Exception {
    Caller caller = Caller.of(server, folder.resolve("data"), certificate, headers);
    opened.add(caller);
    return caller;
  }

  private static String cluster(String name) {
    return "{\"apiVersion\":\"clusterregistry.k8s.io/v1alpha1\",\"kind\":\"Cluster\",\"metadata\":{\"name\":\""
        + name
        + "\"}}";
  }

  @Test
  void theHostsProxyNamesTheUserAndTheHostDecides() throws Exception {
    startReady();
    Caller jane = caller(proxy, JANE);
    assertThat(jane.post(CLUSTERS, cluster("a")).code()).isEqualTo(201);
    assertThat(jane.get(CLUSTERS + "/a").code()).isEqualTo(200);
    JsonNode question = host.questions().getFirst();
    assertThat(question.path("user").asString()).isEqualTo("jane");
    assertThat(question.path("uid").asString()).isEqualTo("u1");
    assertThat(question.at("/groups/0").asString()).isEqualTo("devs");
    assertThat(question.at("/groups/1").asString()).isEqualTo("system:authenticated");
    assertThat(question.at("/extra/example.com~1scope/0").asString()).isEqualTo("a");
    assertThat(question.at("/resourceAttributes/verb").asString()).isEqualTo("create");
    Caller john = caller(proxy, "X-Remote-User", "john");
    assertThat(john.get(CLUSTERS + "/a"))
        .satisfies(
            answer -> {
              assertThat(answer.code()).isEqualTo(403);
              assertThat(answer.body().path("message").asString())
                  .isEqualTo(
                      "clusters.clusterregistry.k8s.io \"a\" is forbidden: User \"john\" cannot get"
                          + " resource \"clusters\" in API group \"clusterregistry.k8s.io\" at the"
                          + " cluster scope: the host says no");
            });
    int asked = host.questions().size();
    assertThat(john.get(CLUSTERS + "/a").code()).isEqualTo(403);
    assertThat(host.questions()).as("answers are remembered").hasSize(asked);
    Caller master = caller(proxy, "X-Remote-User", "root", "X-Remote-Group", "system:masters");
    assertThat(master.get(CLUSTERS).code()).isEqualTo(200);
    assertThat(host.questions()).as("system:masters may do everything").hasSize(asked);
  }

  @Test
  void forgedHeadersAreNeverBelieved() throws Exception {
    startReady();
    assertThat(caller(null, JANE).get(CLUSTERS).code()).as("no certificate").isEqualTo(403);
    assertThat(host.questions().getLast().path("user").asString()).isEqualTo("system:anonymous");
    Map<String, Issued> bad = new HashMap<>();
    bad.put("another authority", new TestAuthority("proxies").client("CN=front-proxy-client"));
    bad.put("another name", proxies.client("CN=somebody"));
    bad.put(
        "expired",
        proxies.client(
            "CN=front-proxy-client", Instant.now().minusSeconds(7200), Duration.ofHours(1)));
    bad.put("a server's", proxies.server());
    int asked = host.questions().size();
    for (Map.Entry<String, Issued> each : bad.entrySet()) {
      assertThat(caller(each.getValue(), JANE).get(CLUSTERS).code())
          .as(each.getKey())
          .isEqualTo(401);
    }
    assertThat(host.questions()).hasSize(asked);
    Caller john = caller(users.client("O=ops,CN=john"), JANE);
    assertThat(john.get(CLUSTERS).code()).as("a user's certificate").isEqualTo(403);
    assertThat(host.questions().getLast().path("user").asString()).isEqualTo("john");
  }

  @Test
  void aWatchEndsWhenTheHostAllowsItNoMore() throws Exception {
    startReady();
    CompletableFuture<HttpResponse<String>> watch = caller(proxy, JANE).watch(CLUSTERS);
    await()
        .until(
            () ->
                host.questions().stream()
                    .anyMatch(q -> q.at("/resourceAttributes/verb").asString().equals("watch")));
    assertThat(watch).isNotDone();
    host.allowing(spec -> false);
    assertThat(watch)
        .succeedsWithin(Duration.ofSeconds(10))
        .satisfies(end -> assertThat(end.statusCode()).isEqualTo(200));
  }

  @Test
  void theHostKnowsTokens() throws Exception {
    startReady();
    Caller jane = caller(null, "Authorization", "Bearer janes-token");
    assertThat(jane.get(CLUSTERS).code()).isEqualTo(200);
    assertThat(jane.get(CLUSTERS).code()).isEqualTo(200);
    assertThat(host.log().stream().filter(line -> line.contains("tokenreviews"))).hasSize(1);
    assertThat(caller(null, "Authorization", "Bearer no").get(CLUSTERS).code()).isEqualTo(401);
  }

  @Test
  void anAuthorityThatIsReplacedCountsNoMore() throws Exception {
    startReady();
    Caller old = caller(proxy, JANE);
    assertThat(old.get(CLUSTERS).code()).isEqualTo(200);
    TestAuthority next = new TestAuthority("next proxies");
    host.publish(HostStandIn.believing(users, next));
    await().until(() -> old.get(CLUSTERS).code() == 401);
    Caller fresh = caller(next.client("CN=front-proxy-client"), JANE);
    assertThat(fresh.get(CLUSTERS).code()).isEqualTo(200);
    Map<String, String> otherName = new HashMap<>(HostStandIn.believing(users, next));
    otherName.put("requestheader-allowed-names", "[\"somebody\"]");
    host.publish(otherName);
    await().until(() -> fresh.get(CLUSTERS).code() == 401);
    Map<String, String> broken = new HashMap<>(otherName);
    broken.put("requestheader-client-ca-file", "-----BEGIN CERTIFICATE-----");
    host.publish(broken);
    await().until(() -> server.err().contains("cannot be used"));
    Caller somebody = caller(next.client("CN=somebody"), JANE);
    assertThat(somebody.get(CLUSTERS).code()).as("the last good one stays").isEqualTo(200);
  }

  @Test
  void whileTheHostIsDownNothingIsAllowedButWhatNeedsNoAsking() throws Exception {
    startReady(
        "--authorization-webhook-cache-authorized-ttl=0s",
        "--authentication-token-webhook-cache-ttl=0s");
    Caller jane = caller(proxy, JANE);
    Caller byToken = caller(null, "Authorization", "Bearer janes-token");
    assertThat(jane.get(CLUSTERS).code()).isEqualTo(200);
    assertThat(byToken.get(CLUSTERS).code()).isEqualTo(200);
    host.down();
    assertThat(jane.get(CLUSTERS).code()).isEqualTo(500);
    assertThat(byToken.get(CLUSTERS).code()).isEqualTo(401);
    assertThat(caller(null).get(CLUSTERS).code()).isEqualTo(500);
    assertDocumentsAreThere(jane);
    assertThat(caller(null).get("/apis").code()).as("a stranger").isEqualTo(500);
    assertThat(caller(null).get("/readyz").code()).isEqualTo(200);
    Caller master = caller(proxy, "X-Remote-User", "root", "X-Remote-Group", "system:masters");
    assertThat(master.get(CLUSTERS).code()).isEqualTo(200);
    host.up();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(jane.get(CLUSTERS).code()).isEqualTo(200));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(byToken.get(CLUSTERS).code()).isEqualTo(200));
    host.publish(HostStandIn.believing(users, new TestAuthority("next proxies")));
    await().until(() -> jane.get(CLUSTERS).code() == 401);
  }

  private static void assertDocumentsAreThere(Caller caller) throws Exception {
    for (String path : List.of("/apis", DISCOVERY, "/openapi/v3", "/openapi/v3" + DISCOVERY)) {
      caller.get(path); // the first time classes may have to be loaded
      long begun = System.nanoTime();
      assertThat(caller.get(path).code()).as(path).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(path).isLessThan(AT_ONCE);
    }
    assertThat(caller.get("/openapi/v2").code()).isEqualTo(200);
  }

  @Test
  void withoutAHostTheServerStartsAndWaits() throws Exception {
    start();
    Caller jane = caller(proxy, JANE);
    assertThat(jane.get("/readyz?verbose"))
        .satisfies(
            answer -> {
              assertThat(answer.code()).isEqualTo(500);
              assertThat(answer.text()).contains("[-]delegated-authentication failed");
            });
    assertThat(jane.get("/livez").code()).isEqualTo(200);
    assertThat(jane.get(DISCOVERY).code()).as("nobody is known yet").isEqualTo(500);
    assertThat(jane.get(CLUSTERS).code()).isEqualTo(500);
    assertThat(jane.post(CLUSTERS, cluster("a")).code()).isEqualTo(500);
    host.up();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(jane.get("/readyz").code()).isEqualTo(200));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(jane.get(CLUSTERS).code()).isEqualTo(200));
  }

  @Test
  void withoutStorageTheDocumentsAreThere() throws Exception {
    host.up();
    start("--etcd-servers=http://127.0.0.1:" + ServerProcess.freePort());
    Caller jane = caller(proxy, JANE);
    await().until(() -> jane.get(DISCOVERY).code() == 200);
    assertDocumentsAreThere(jane);
    assertThat(jane.get("/readyz").code()).isEqualTo(500);
    assertThat(jane.get(CLUSTERS).code()).isEqualTo(429); // storage is (re)initializing
  }

  @Test
  void aHostThatNeverAnswersHoldsUpNobodyWhoNeedsItNot() throws Exception {
    startReady("--max-requests-inflight=20");
    Caller jane = caller(proxy, JANE);
    host.silent(true);
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Caller user = caller(proxy, "X-Remote-User", "user" + i);
      waiting.add(Thread.startVirtualThread(() -> ask(user)));
    }
    await().until(() -> host.log().stream().filter(l -> l.contains("accessreviews")).count() > 10);
    assertDocumentsAreThere(jane);
    waiting.forEach(Thread::interrupt);
  }

  private static void ask(Caller user) {
    try {
      user.get(CLUSTERS);
    } catch (Exception e) {
      Thread.currentThread().interrupt(); // the test is over
    }
  }

  @Test
  void documentsAreForWhoIsKnownAndHealthIsForAll() throws Exception {
    startReady();
    Caller john = caller(proxy, "X-Remote-User", "john");
    Caller stranger = caller(null);
    int asked = host.questions().size();
    for (String path : List.of("/apis", DISCOVERY, "/openapi/v2", "/openapi/v3", "/version")) {
      assertThat(john.get(path).code()).as(path).isEqualTo(200);
      assertThat(host.questions()).as("nobody is asked").hasSize(asked);
    }
    for (String path : List.of("/healthz", "/livez", "/readyz")) {
      assertThat(stranger.get(path).code()).as(path).isEqualTo(200);
    }
    assertThat(stranger.get("/apis").body().path("message").asString())
        .isEqualTo(
            "forbidden: User \"system:anonymous\" cannot get path \"/apis\": the host says no");
    assertThat(john.get("/metrics").code()).as("not a document").isEqualTo(403);
  }

  @Test
  void whatIsSelectedIsPartOfTheQuestion() throws Exception {
    startReady();
    host.allowing(spec -> spec.toString().contains("\"values\":[\"a\"]"));
    Caller jane = caller(proxy, JANE);
    assertThat(jane.get(CLUSTERS + "?labelSelector=team%3Da").code()).isEqualTo(200);
    assertThat(host.questions().getLast().at("/resourceAttributes/labelSelector").toString())
        .isEqualTo(
            "{\"requirements\":[{\"key\":\"team\",\"operator\":\"In\",\"values\":[\"a\"]}]}");
    assertThat(jane.get(CLUSTERS).code()).isEqualTo(403);
    assertThat(jane.get(CLUSTERS + "?labelSelector=team%3Db").code()).isEqualTo(403);
  }

  @Test
  void onlyTheRegistrysGroupIsServed() throws Exception {
    startReady();
    Caller master = caller(proxy, "X-Remote-User", "root", "X-Remote-Group", "system:masters");
    JsonNode groups = master.get("/apis").body().path("groups");
    assertThat(groups).hasSize(1);
    assertThat(groups.at("/0/name").asString()).isEqualTo("clusterregistry.k8s.io");
    for (String path :
        List.of(
            "/api",
            "/api/v1/namespaces",
            "/apis/rbac.authorization.k8s.io/v1/clusterroles",
            "/apis/authentication.k8s.io/v1",
            "/apis/authorization.k8s.io/v1/subjectaccessreviews")) {
      assertThat(master.get(path).code()).as(path).isEqualTo(404);
    }
  }

  @Test
  void flagsMayNameWhomToBelieveAndWhatIsOpen() throws Exception {
    host.up();
    start(
        "--authentication-skip-lookup",
        "--requestheader-client-ca-file=" + proxies.write(folder.resolve("proxies.crt")),
        "--requestheader-allowed-names=front-proxy-client",
        "--authorization-always-allow-paths=/healthz,/readyz");
    Caller stranger = caller(null);
    assertThat(stranger.get("/readyz").code()).isEqualTo(200);
    assertThat(caller(proxy, JANE).get(CLUSTERS).code()).isEqualTo(200);
    assertThat(caller(users.client("CN=jane")).get(CLUSTERS).code()).isEqualTo(401);
    assertThat(stranger.get("/apis").code()).isEqualTo(403);
    assertThat(stranger.get("/livez").code()).isEqualTo(403);
    assertThat(host.log()).noneMatch(line -> line.contains("configmaps"));
  }

  @Test
  void aMissingConfigMapMayBeTolerated() throws Exception {
    HostStandIn without = new HostStandIn();
    opened.add(without);
    without.up();
    List<String> flags = List.of("--kubeconfig=" + without.kubeconfig(folder));
    server =
        ServerProcess.aggregated(
            folder, flags.getFirst(), "--authentication-tolerate-lookup-failure");
    opened.add(server);
    assertThat(caller(null).get("/readyz").code()).isEqualTo(200);
    assertThat(caller(proxy, JANE).get(CLUSTERS).code()).isEqualTo(403);
    assertThat(without.questions().getLast().path("user").asString()).isEqualTo("system:anonymous");
  }
}
