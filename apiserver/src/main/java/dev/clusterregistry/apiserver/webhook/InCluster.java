package dev.clusterregistry.apiserver.webhook;

import dev.clusterregistry.apiserver.http.PemFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The API server of the cluster in which this process runs, as Kubernetes tells every pod. */
public final class InCluster {
  private static final Path FOLDER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private InCluster() {}

  /**
   * @throws IOException with one line if this is no pod, or one without a service account
   */
  public static WebhookTarget target() throws IOException {
    return of(System.getenv(), FOLDER);
  }

  static WebhookTarget of(Map<String, String> environment, Path folder) throws IOException {
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "");
    if (host.isEmpty() || port.isEmpty()) {
      throw new IOException(
          "unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and"
              + " KUBERNETES_SERVICE_PORT must be defined");
    }
    Path token = folder.resolve("token");
    if (!Files.isReadable(token)) {
      throw new IOException("the service account's token cannot be read: " + token);
    }
    Path authority = folder.resolve("ca.crt");
    if (!Files.isReadable(authority)) {
      throw new IOException("the cluster's authority cannot be read: " + authority);
    }
    String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return new WebhookTarget(
        URI.create("https://" + bracketed + ":" + port + "/"),
        PemFiles.certificates(authority),
        false,
        List.of(),
        null,
        null,
        token);
  }
}
