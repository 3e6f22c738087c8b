package dev.clusterregistry.crinit.kubeconfig;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Files named in a kubeconfig are meant from the folder that it is in. */
final class RelativePaths {
  private static final List<String> FILES =
      List.of(
          "/cluster/certificate-authority",
          "/user/client-certificate",
          "/user/client-key",
          "/user/tokenFile");

  private RelativePaths() {}

  /** A copy of a cluster or user with absolute paths. */
  static JsonNode resolved(JsonNode item, @Nullable Path folder) {
    JsonNode copy = item.deepCopy();
    if (folder == null) {
      return copy;
    }
    for (String pointer : FILES) {
      String file = copy.at(pointer).asString("");
      if (!file.isEmpty()) {
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) copy.at(pointer.substring(0, slash)))
            .put(pointer.substring(slash + 1), folder.resolve(file).toString());
      }
    }
    return copy;
  }
}
