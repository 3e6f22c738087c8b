package dev.clusterregistry.apiserver.health;

import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.Query;
import dev.clusterregistry.machinery.json.GoQuote;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs all checks of one root, such as readyz. */
public final class HealthEndpoint implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(HealthEndpoint.class);

  private final String name;
  private final List<HealthCheck> checks;

  /**
   * @param name healthz, livez or readyz
   */
  public HealthEndpoint(String name, List<HealthCheck> checks) {
    this.name = name;
    this.checks = List.copyOf(checks);
  }

  @Override
  public Reply answer(Call call) {
    Query query = call.info().query();
    List<String> excluded = query.all("exclude");
    TreeSet<String> unmatched = new TreeSet<>(excluded);
    StringBuilder lines = new StringBuilder();
    boolean failed = false;
    for (HealthCheck check : checks) {
      failed |= !run(check, excluded, unmatched, lines);
    }
    if (!unmatched.isEmpty()) {
      lines
          .append("warn: some health checks cannot be excluded: no matches for ")
          .append(quoted(unmatched))
          .append('\n');
    }
    if (failed) {
      return text(500, lines + name + " check failed\n");
    }
    return text(200, query.has("verbose") ? lines + name + " check passed\n" : "ok");
  }

  /** False if the check failed. */
  private boolean run(
      HealthCheck check, List<String> excluded, Set<String> unmatched, StringBuilder lines) {
    if (excluded.contains(check.name())) {
      unmatched.remove(check.name());
      lines.append("[+]").append(check.name()).append(" excluded: ok\n");
      return true;
    }
    if (!check.group().isEmpty() && excluded.contains(check.group())) {
      unmatched.remove(check.group());
      lines.append("[+]").append(check.name()).append(" excluded with ");
      lines.append(check.group()).append(": ok\n");
      return true;
    }
    String failure = check.failure().get();
    if (failure == null) {
      lines.append("[+]").append(check.name()).append(" ok\n");
      return true;
    }
    LOG.info("{} check {} failed: {}", name, check.name(), failure);
    lines.append("[-]").append(check.name()).append(" failed: reason withheld\n");
    return false;
  }

  private static String quoted(Set<String> names) {
    StringBuilder list = new StringBuilder();
    for (String unknown : names) {
      list.append(list.isEmpty() ? "" : ", ").append(GoQuote.quote(unknown));
    }
    return list.toString();
  }

  static Reply text(int status, String body) {
    return new Reply.Full(
        status,
        Headers.of("Content-Type", "text/plain; charset=utf-8")
            .add("X-Content-Type-Options", "nosniff"),
        body.getBytes(StandardCharsets.UTF_8));
  }
}
