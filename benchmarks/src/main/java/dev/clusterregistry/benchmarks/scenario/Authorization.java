package dev.clusterregistry.benchmarks.scenario;

import dev.clusterregistry.benchmarks.load.Client;
import dev.clusterregistry.benchmarks.load.ClosedLoop;
import dev.clusterregistry.benchmarks.load.Outcome;
import dev.clusterregistry.benchmarks.load.Request;
import java.io.IOException;
import java.util.StringJoiner;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;

/**
 * What authorization costs: the same user gets the same objects from a server with 1,000 bindings
 * and 10,000 rules, and from one that allows everything, in turn.
 */
public final class Authorization {
  private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
  private static final String ROLES = RBAC + "clusterroles";
  private static final String BINDINGS = RBAC + "clusterrolebindings";
  private static final String OURS = "?labelSelector=bench%3Dauthorization";
  private static final String NAME = "bench-authorization-%d";
  private static final int ROLE_COUNT = 1000;
  private static final int RULES_PER_ROLE = 10;
  private static final int OBJECTS = 1000;
  private static final int CONNECTIONS = 8;
  private static final int CLIENTS = 8 * 32;
  private static final int ROUNDS = 4;

  /** Somebody who may do nothing but what the roles of the benchmark say. */
  public record User(String name, String token) {}

  private final Bench bench;
  private final Bench unprotected;
  private final String user;
  private final Target reader;
  private final Target unprotectedReader;

  /**
   * @param bench of a server with RBAC, for its administrator
   * @param unprotected the same program, which allows everything
   * @param user known to both; all bindings are its own, so that all rules are
   */
  public Authorization(Bench bench, Bench unprotected, User user) {
    this.bench = bench;
    this.unprotected = unprotected;
    this.user = user.name();
    this.reader = bench.target().as(user.token());
    this.unprotectedReader = unprotected.target().as(user.token());
  }

  public void run() throws IOException, InterruptedException {
    bench.fill(OBJECTS);
    unprotected.fill(OBJECTS);
    send("role", number -> Request.of("POST", ROLES, "application/json", role(number)));
    send("binding", number -> Request.of("POST", BINDINGS, "application/json", binding(number)));
    try (Load protectedLoad = load(reader);
        Load openLoad = load(unprotectedReader)) {
      measure(protectedLoad, openLoad);
    } finally {
      try (Client client = bench.connect(1)) {
        client.call(Request.delete(BINDINGS + OURS));
        client.call(Request.delete(ROLES + OURS));
      }
      unprotected.clear();
    }
  }

  private void measure(Load protectedLoad, Load openLoad) throws InterruptedException {
    long nanos = bench.measureNanos() / 2;
    Load.Measured checked = protectedLoad.measure("get", nanos);
    Load.Measured open = openLoad.measure("get, everything allowed", nanos);
    for (int i = 1; i < ROUNDS; i++) {
      checked = checked.and(protectedLoad.measure("get", nanos));
      open = open.and(openLoad.measure("get, everything allowed", nanos));
    }
    bench.report(
        Figure.atLeast(
                "get, 1,000 bindings and 10,000 rules",
                checked.perSecond(),
                "/s",
                Double.NaN,
                checked.spread())
            .costing(checked.cost()));
    bench.report(
        Figure.atLeast("get, everything allowed", open.perSecond(), "/s", Double.NaN, open.spread())
            .costing(open.cost()));
    double lost = 100 * (1 - checked.perSecond() / open.perSecond());
    bench.report(Figure.atMost("gets lost to authorization", lost, "%", 10, ""));
    double decision = checked.cost().server() - open.cost().server();
    bench.report(Figure.atMost("a decision, server's processor time", decision, "us", 2, ""));
  }

  private Load load(Target target) throws IOException, InterruptedException {
    Request[] requests = new Request[OBJECTS];
    for (int i = 0; i < OBJECTS; i++) {
      requests[i] = target.get(i);
    }
    Load load =
        new Load(
            new Client(target.server(), target.credentials(), CONNECTIONS),
            CLIENTS,
            client -> requests[ThreadLocalRandom.current().nextInt(OBJECTS)],
            target.processId());
    load.settle(bench.warmUps());
    return load;
  }

  private void send(String what, IntFunction<Request> request)
      throws IOException, InterruptedException {
    try (Client client = bench.connect(4)) {
      Outcome outcome = new ClosedLoop(client, 32).run(ClosedLoop.numbered(ROLE_COUNT, request));
      Bench.check("create a " + what, outcome);
    }
  }

  /** The last role is the reader's; its last rule is the one that counts. */
  private String role(int number) {
    StringJoiner rules = new StringJoiner(",");
    for (int i = 1; i < RULES_PER_ROLE; i++) {
      rules.add(rule("things" + number, i));
    }
    rules.add(number == ROLE_COUNT - 1 ? rule("clusters", 0) : rule("things" + number, 0));
    return """
    {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"%s",\
    "labels":{"bench":"authorization"}},"rules":[%s]}"""
        .formatted(NAME.formatted(number), rules);
  }

  private static String rule(String resource, int number) {
    String group = resource.equals("clusters") ? "clusterregistry.k8s.io" : "group" + number;
    return "{\"apiGroups\":[\"%s\"],\"resources\":[\"%s\"],\"verbs\":[\"get\",\"list\"]}"
        .formatted(group, resource);
  }

  private String binding(int number) {
    return """
    {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"%1$s",\
    "labels":{"bench":"authorization"}},"roleRef":{"apiGroup":"rbac.authorization.k8s.io",\
    "kind":"ClusterRole","name":"%1$s"},"subjects":[{"apiGroup":"rbac.authorization.k8s.io",\
    "kind":"User","name":"%2$s"}]}"""
        .formatted(NAME.formatted(number), user);
  }
}
