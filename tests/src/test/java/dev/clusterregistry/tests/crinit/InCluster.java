package dev.clusterregistry.tests.crinit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a pod knows of its API server: two variables, and a token and an authority in a folder that
 * only a file system of its own can have.
 *
 * @param account holds the files
 */
record InCluster(URI server, Path account) {
  static final String TOKEN = "pod-token";

  static InCluster of(String url, Path folder) throws IOException {
    Path account = Files.createDirectories(folder.resolve("account"));
    Files.writeString(account.resolve("token"), TOKEN);
    Files.copy(folder.resolve("data/pki/ca.crt"), account.resolve("ca.crt"));
    return new InCluster(URI.create(url), account);
  }

  Map<String, String> environment() {
    return Map.of(
        "KUBERNETES_SERVICE_HOST", server.getHost(),
        "KUBERNETES_SERVICE_PORT", String.valueOf(server.getPort()));
  }

  /** Begins a command line whose process sees the files where pods do. */
  List<String> mounting() {
    String script =
        "mount -t tmpfs none /run && mkdir -p /run/secrets/kubernetes.io/serviceaccount"
            + " && cp \"$0\"/* /run/secrets/kubernetes.io/serviceaccount && exec \"$@\"";
    return List.of("unshare", "--mount", "sh", "-c", script, account.toString());
  }
}
