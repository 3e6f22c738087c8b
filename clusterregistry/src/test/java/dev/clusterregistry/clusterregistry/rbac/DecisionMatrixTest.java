package dev.clusterregistry.clusterregistry.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.clusterregistry.rbac.RegexOracle.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random roles and bindings, and every action of every identity, against the oracle. */
class DecisionMatrixTest {
  private static final List<String> VERBS =
      List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");
  private static final List<String> GROUPS = List.of("", "clusterregistry.k8s.io", "example.com");
  private static final List<String> RESOURCES =
      List.of("clusters", "clusters/status", "roles", "roles/status", "clustersx", "status");
  private static final List<String> NAMES = List.of("", "a", "b");
  private static final List<String> NAMESPACES = List.of("", "default", "kube-system");
  private static final List<String> PATHS = List.of("/metrics", "/metrics/a", "/healthz", "/", "");
  private static final List<User> USERS =
      List.of(
          TestRegistry.user("ann"),
          TestRegistry.user("bob", "devs"),
          TestRegistry.user("cy", "devs", "ops"),
          TestRegistry.user("system:serviceaccount:default:robot"),
          new User("devs", "", List.of(), java.util.Map.of()),
          User.ANONYMOUS);

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void everyDecisionIsTheOracles() throws Exception {
    int decisions = 0;
    for (int round = 0; round < 4; round++) {
      try (TestRegistry registry = new TestRegistry()) {
        withoutDefaults(registry);
        RegexOracle oracle = new RegexOracle();
        for (int i = 0; i < 12; i++) {
          grant(registry, oracle, i);
        }
        registry.settle();
        decisions += compare(registry, oracle);
      }
    }
    assertThat(decisions).isGreaterThan(20_000);
  }

  private static void withoutDefaults(TestRegistry registry) {
    registry.settle();
    assertThat(
            registry.send(
                TestRegistry.ADMIN, "DELETE", TestRegistry.RBAC + "/clusterrolebindings", ""))
        .isEqualTo("ok");
  }

  private void grant(TestRegistry registry, RegexOracle oracle, int number) {
    List<Rule> rules = new ArrayList<>();
    boolean everywhere = random.nextBoolean();
    for (int i = 0; i <= random.nextInt(3); i++) {
      rules.add(rule(everywhere));
    }
    String name = "r" + number;
    String namespace = everywhere ? "" : pick(NAMESPACES.subList(1, 3));
    boolean clusterRole = everywhere || random.nextBoolean();
    String path = clusterRole ? "/clusterroles" : "/namespaces/" + namespace + "/roles";
    String role =
        "{\"metadata\":{\"name\":\"%s\"},\"rules\":%s}"
            .formatted(name, rules.stream().map(Rule::json).toList());
    create(registry, path, role);
    List<String> who =
        List.of(
            "u:ann",
            "u:bob",
            "g:devs",
            "g:ops",
            "s:robot",
            "g:system:authenticated",
            "g:system:unauthenticated");
    String subject = pick(who);
    String binding =
        "{\"metadata\":{\"name\":\"%s\"},\"roleRef\":{\"kind\":\"%s\",\"name\":\"%s\"},\"subjects\":[%s]}"
            .formatted(name, clusterRole ? "ClusterRole" : "Role", name, subjectJson(subject));
    create(
        registry,
        everywhere ? "/clusterrolebindings" : "/namespaces/" + namespace + "/rolebindings",
        binding);
    oracle.give(
        subject.replace("s:robot", "u:system:serviceaccount:default:robot"), namespace, rules);
  }

  private static String subjectJson(String subject) {
    String name = subject.substring(2);
    return switch (subject.charAt(0)) {
      case 'u' -> "{\"kind\":\"User\",\"name\":\"" + name + "\"}";
      case 'g' -> "{\"kind\":\"Group\",\"name\":\"" + name + "\"}";
      default ->
          "{\"kind\":\"ServiceAccount\",\"namespace\":\"default\",\"name\":\"" + name + "\"}";
    };
  }

  private static void create(TestRegistry registry, String path, String json) {
    assertThat(registry.send(TestRegistry.ADMIN, "POST", TestRegistry.RBAC + path, json))
        .as(json)
        .isEqualTo("ok");
  }

  private Rule rule(boolean everywhere) {
    List<String> verbs = some(with(VERBS, "*"));
    if (everywhere && random.nextInt(4) == 0) {
      List<String> paths = some(List.of("/metrics", "/metrics/*", "/met*", "*", "/healthz"));
      return new Rule(verbs, List.of(), List.of(), List.of(), paths);
    }
    List<String> names = random.nextInt(3) == 0 ? some(List.of("a", "b", "c")) : List.of();
    return new Rule(
        verbs,
        some(with(GROUPS, "*")),
        some(with(RESOURCES, "*", "*/status", "clusters/*")),
        names,
        List.of());
  }

  private static List<String> with(List<String> texts, String... more) {
    List<String> all = new ArrayList<>(texts);
    all.addAll(List.of(more));
    return all;
  }

  private List<String> some(List<String> texts) {
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      chosen.add(pick(texts));
    }
    return chosen.stream().distinct().collect(Collectors.toList());
  }

  private String pick(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private int compare(TestRegistry registry, RegexOracle oracle) {
    int decisions = 0;
    for (User user : USERS) {
      List<String> identity = new ArrayList<>(List.of("u:" + user.name()));
      user.groups().forEach(group -> identity.add("g:" + group));
      for (String verb : VERBS) {
        for (String path : PATHS) {
          boolean expected = oracle.allows(identity, "", verb + "|path|" + path);
          check(registry, user, RequestInfo.ofAction(verb, path), expected);
          decisions++;
        }
        for (String namespace : NAMESPACES) {
          decisions += compareResources(registry, oracle, user, identity, verb, namespace);
        }
      }
    }
    return decisions;
  }

  private int compareResources(
      TestRegistry registry,
      RegexOracle oracle,
      User user,
      List<String> identity,
      String verb,
      String namespace) {
    int decisions = 0;
    for (String group : GROUPS) {
      for (String resource : RESOURCES) {
        for (String name : NAMES) {
          int slash = resource.indexOf('/');
          RequestInfo info =
              RequestInfo.ofAction(
                  verb,
                  group,
                  "v1",
                  slash < 0 ? resource : resource.substring(0, slash),
                  slash < 0 ? "" : resource.substring(slash + 1),
                  namespace,
                  name);
          String action = verb + "|" + group + "|" + resource + "|" + name;
          check(registry, user, info, oracle.allows(identity, namespace, action));
          decisions++;
        }
      }
    }
    return decisions;
  }

  private void check(TestRegistry registry, User user, RequestInfo info, boolean expected) {
    boolean first = registry.allows(user, info);
    boolean remembered = registry.allows(user, info);
    if (first != expected || remembered != expected) {
      assertThat(List.of(first, remembered))
          .as("seed %d: %s: %s", seed, user, info)
          .containsOnly(expected);
    }
  }
}
