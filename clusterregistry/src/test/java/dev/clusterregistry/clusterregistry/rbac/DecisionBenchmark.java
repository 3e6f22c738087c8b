package dev.clusterregistry.clusterregistry.rbac;

import dev.clusterregistry.apiserver.request.RequestInfo;
import dev.clusterregistry.apiserver.request.User;
import dev.clusterregistry.kinds.rbac.Binding;
import dev.clusterregistry.kinds.rbac.PolicyRule;
import dev.clusterregistry.kinds.rbac.Rbac;
import dev.clusterregistry.kinds.rbac.Role;
import dev.clusterregistry.kinds.rbac.RoleRef;
import dev.clusterregistry.kinds.rbac.Subject;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a decision costs with 1,000 bindings and 10,000 rules: a program to be run by hand, which
 * prints nanoseconds of processor time: much the same on a machine that does other things too. The
 * goal is 2 µs for a decision that is remembered.
 */
final class DecisionBenchmark {
  private static final int ROLES = 1_000;
  private static final int RULES_EACH = 10;
  private static final int USERS = 200;
  private static final int ROUNDS = 2_000_000;

  private DecisionBenchmark() {}

  public static void main(String[] arguments) {
    long start = System.nanoTime();
    RuleIndex index = index();
    System.out.printf("index made in %.1f ms%n", (System.nanoTime() - start) / 1e6);
    List<User> users = new ArrayList<>();
    for (int i = 0; i < USERS; i++) {
      users.add(TestRegistry.user("user-" + i, "group-" + i % 10));
    }
    for (int round = 0; round < 5; round++) {
      System.out.printf("remembered %.0f ns%n", remembered(index, users));
      System.out.printf("new        %.0f ns%n", anew(index, users));
    }
  }

  private static RuleIndex index() {
    Map<String, Role> roles = new HashMap<>();
    for (int i = 0; i < ROLES; i++) {
      List<PolicyRule> rules = new ArrayList<>();
      for (int j = 0; j < RULES_EACH; j++) {
        rules.add(
            PolicyRule.of(
                List.of("get", "list", "watch"), "group" + j + ".example.com", "things" + i));
      }
      if (i % 10 == 9) {
        rules.add(PolicyRule.of(List.of("get"), "clusterregistry.k8s.io", "clusters"));
      }
      roles.put("role-" + i, new Role(rules, null));
    }
    IndexBuilder builder = new IndexBuilder(new RoleFinder(roles, Map.of()));
    for (int i = 0; i < ROLES; i++) {
      Subject subject =
          i % 5 == 0
              ? Subject.group("group-" + i % 10)
              : new Subject("User", Rbac.GROUP, "user-" + i % USERS, "");
      builder.addClusterRoleBinding(
          "binding-" + i, new Binding(RoleRef.clusterRole("role-" + i), List.of(subject)));
    }
    return builder.build(0);
  }

  /** A new RequestInfo with new texts each time, as a request brings them. */
  private static RequestInfo action(int number) {
    return RequestInfo.ofAction(
        "get",
        "clusterregistry.k8s." + (number < 0 ? "" : "io"),
        "v1alpha1",
        "cluster" + (number < 0 ? "" : "s"),
        "",
        "",
        "cluster-" + number);
  }

  private static double remembered(RuleIndex index, List<User> users) {
    int allowed = 0;
    long start = processorNanos();
    for (int i = 0; i < ROUNDS; i++) {
      User user = users.get(i % USERS);
      allowed +=
          index.decide(user, action(i % USERS)).equals(index.decide(user, action(7))) ? 1 : 0;
    }
    return nanosEach(start, 2L * ROUNDS, allowed);
  }

  private static double anew(RuleIndex index, List<User> users) {
    int allowed = 0;
    int rounds = ROUNDS / 20;
    long start = processorNanos();
    for (int i = 0; i < rounds; i++) {
      allowed += index.decide(users.get(i % USERS), action(1_000 + i)).hashCode() & 1;
    }
    return nanosEach(start, rounds, allowed);
  }

  /** The count keeps the work from being optimized away. */
  private static double nanosEach(long start, long decisions, int count) {
    double nanos = (processorNanos() - start) / (double) decisions;
    return count < 0 ? 0 : nanos;
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
