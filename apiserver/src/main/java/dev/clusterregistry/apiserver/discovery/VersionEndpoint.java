package dev.clusterregistry.apiserver.discovery;

import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.Reply;
import dev.clusterregistry.apiserver.request.Call;
import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.apiserver.request.MediaClause;
import dev.clusterregistry.machinery.codec.JsonPrinter;
import dev.clusterregistry.machinery.status.Statuses;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Serves the version, for kubectl version and for clients that adapt to their server. */
public final class VersionEndpoint implements Endpoint {
  private final byte[] json;

  public VersionEndpoint(ServerVersion version) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    String major = Integer.toString(version.major());
    tree.put("major", major).put("minor", Integer.toString(version.minor()));
    tree.put("emulationMajor", major).put("emulationMinor", Integer.toString(version.minor()));
    tree.put("minCompatibilityMajor", major);
    tree.put("minCompatibilityMinor", Integer.toString(version.minor() - 1));
    tree.put("gitVersion", version.gitVersion()).put("gitCommit", version.gitCommit());
    tree.put("gitTreeState", version.gitTreeState()).put("buildDate", version.buildDate());
    tree.put("goVersion", "java" + Runtime.version().feature());
    tree.put("compiler", "javac").put("platform", platform());
    this.json = JsonPrinter.pretty(JsonPrinter.compact(tree));
  }

  @Override
  public Reply answer(Call call) {
    if (!call.request().method().equals("GET")) {
      throw Statuses.methodNotAllowed();
    }
    if (!acceptsJson(call.request().headers().get("Accept"))) {
      throw Statuses.notAcceptable(List.of("application/json"));
    }
    return new Reply.Full(200, Headers.of("Content-Type", "application/json"), json);
  }

  private static boolean acceptsJson(@Nullable String accept) {
    if (accept == null || accept.isEmpty()) {
      return true;
    }
    for (MediaClause clause : MediaClause.parse(accept)) {
      boolean all = clause.type().equals("*") && clause.subtype().equals("*");
      if (all || (clause.type().equals("application") && clause.subtype().equals("json"))) {
        return true;
      }
    }
    return false;
  }

  /** In Go's words. */
  private static String platform() {
    String system = System.getProperty("os.name", "linux").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "amd64");
    return (system.startsWith("mac") ? "darwin" : system.startsWith("win") ? "windows" : "linux")
        + "/"
        + (machine.equals("aarch64") ? "arm64" : machine.equals("x86_64") ? "amd64" : machine);
  }
}
