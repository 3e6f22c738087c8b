package dev.clusterregistry.tests.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.clusterregistry.apiserver.auth.TestAuthority;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plays the host of an aggregated server over TLS: the ConfigMap that says whom to believe, with
 * list and watch, and the reviews. Knows its client by a token. Can be stopped, started again at
 * the same port, and made to leave all questions unanswered.
 */
final class HostStandIn implements AutoCloseable {
  static final String TOKEN = "the-registrys-token";
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CONFIG_MAPS = "/api/v1/namespaces/kube-system/configmaps";

  private final TestAuthority authority = new TestAuthority("host");
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<BlockingQueue<String>> watches = new CopyOnWriteArrayList<>();
  private final Map<String, ObjectNode> users = new ConcurrentHashMap<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<JsonNode> questions = new CopyOnWriteArrayList<>();
  private final int port = ServerProcess.freePort();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile Predicate<JsonNode> allowing = spec -> false;
  private volatile boolean silent;
  private volatile @Nullable HttpsServer server;
  private volatile @Nullable ObjectNode configMap;
  private int revision = 100;

  void up() throws IOException {
    HttpsServer started =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    started.setHttpsConfigurator(new HttpsConfigurator(authority.context(authority.server())));
    started.createContext("/", this::answer);
    started.setExecutor(threads);
    started.start();
    server = started;
  }

  /** Breaks all connections and takes no more. */
  void down() {
    HttpsServer running = server;
    if (running != null) {
      running.stop(0);
      server = null;
    }
    watches.clear();
  }

  /** Whether questions are taken and never answered. */
  void silent(boolean whether) {
    silent = whether;
  }

  /** Who decides about SubjectAccessReviews, by their spec. */
  void allowing(Predicate<JsonNode> rule) {
    allowing = rule;
  }

  void user(String token, String name, String... groups) {
    ObjectNode user = JSON.createObjectNode().put("username", name).put("uid", "uid-" + name);
    List.of(groups).forEach(user.putArray("groups")::add);
    users.put(token, user);
  }

  /** Paths that were asked for, with the method before them. */
  List<String> log() {
    return log;
  }

  /** The specs of all SubjectAccessReviews. */
  List<JsonNode> questions() {
    return questions;
  }

  /** Whom to believe from now on; watchers are told. */
  synchronized void publish(Map<String, String> data) {
    revision++;
    String type = configMap == null ? "ADDED" : "MODIFIED";
    ObjectNode object = JSON.createObjectNode().put("kind", "ConfigMap").put("apiVersion", "v1");
    object
        .putObject("metadata")
        .put("name", "extension-apiserver-authentication")
        .put("namespace", "kube-system")
        .put("resourceVersion", String.valueOf(revision));
    ObjectNode members = object.putObject("data");
    data.forEach(members::put);
    configMap = object;
    ObjectNode event = JSON.createObjectNode().put("type", type);
    event.set("object", object);
    watches.forEach(watch -> watch.add(event.toString()));
  }

  /** As kube-apiserver has it by default. */
  static Map<String, String> believing(TestAuthority users, TestAuthority proxies) {
    return Map.of(
        "client-ca-file", users.pem(),
        "requestheader-client-ca-file", proxies.pem(),
        "requestheader-allowed-names", "[\"front-proxy-client\"]",
        "requestheader-username-headers", "[\"X-Remote-User\"]",
        "requestheader-uid-headers", "[\"X-Remote-Uid\"]",
        "requestheader-group-headers", "[\"X-Remote-Group\"]",
        "requestheader-extra-headers-prefix", "[\"X-Remote-Extra-\"]");
  }

  Path kubeconfig(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("host.kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: host
          cluster: {server: "https://localhost:%d", certificate-authority-data: %s}
        users:
        - name: registry
          user: {token: %s}
        contexts:
        - name: host
          context: {cluster: host, user: registry}
        current-context: host
        """
            .formatted(
                port, Base64.getEncoder().encodeToString(authority.pem().getBytes(UTF_8)), TOKEN));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      log.add(exchange.getRequestMethod() + " " + path);
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (silent) {
        end.await();
      }
      if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        send(exchange, 401, JSON.createObjectNode().put("kind", "Status"));
        return;
      }
      switch (path) {
        case CONFIG_MAPS -> configMaps(exchange, exchange.getRequestURI().getQuery());
        case "/apis/authentication.k8s.io/v1/tokenreviews" ->
            send(exchange, 201, tokenReview(JSON.readTree(body)));
        case "/apis/authorization.k8s.io/v1/subjectaccessreviews" ->
            send(exchange, 201, accessReview(JSON.readTree(body)));
        default -> send(exchange, 404, JSON.createObjectNode().put("kind", "Status"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void configMaps(HttpExchange exchange, String query)
      throws IOException, InterruptedException {
    if (!query.contains("fieldSelector=metadata.name=extension-apiserver-authentication")) {
      send(exchange, 403, JSON.createObjectNode().put("kind", "Status"));
    } else if (query.contains("watch=true")) {
      watch(exchange);
    } else {
      send(exchange, 200, list());
    }
  }

  private synchronized ObjectNode list() {
    ObjectNode list = JSON.createObjectNode().put("kind", "ConfigMapList").put("apiVersion", "v1");
    list.putObject("metadata").put("resourceVersion", String.valueOf(revision));
    List<ObjectNode> items = new ArrayList<>();
    if (configMap != null) {
      items.add(configMap);
    }
    list.putArray("items").addAll(items);
    return list;
  }

  private void watch(HttpExchange exchange) throws IOException, InterruptedException {
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    watches.add(events);
    try {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      out.flush();
      while (true) {
        String event = events.poll(60, TimeUnit.SECONDS);
        if (event == null) {
          return;
        }
        out.write((event + "\n").getBytes(UTF_8));
        out.flush();
      }
    } finally {
      watches.remove(events);
    }
  }

  private JsonNode tokenReview(JsonNode review) {
    ObjectNode answer = (ObjectNode) review;
    ObjectNode status = answer.putObject("status");
    ObjectNode user = users.get(review.path("spec").path("token").asString(""));
    status.put("authenticated", user != null);
    if (user != null) {
      status.set("user", user);
    }
    return answer;
  }

  private JsonNode accessReview(JsonNode review) {
    JsonNode spec = review.path("spec");
    questions.add(spec);
    boolean allowed = allowing.test(spec);
    ObjectNode status = ((ObjectNode) review).putObject("status").put("allowed", allowed);
    if (!allowed) {
      status.put("reason", "the host says no");
    }
    return review;
  }

  private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    end.countDown();
    down();
    threads.shutdownNow();
  }
}
