package dev.clusterregistry.clusterregistry.migration;

import dev.clusterregistry.apiserver.webhook.ObjectClient;
import dev.clusterregistry.apiserver.webhook.WebhookTarget;
import dev.clusterregistry.machinery.codec.DecodingException;
import dev.clusterregistry.machinery.codec.ObjectDecoder;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Clusters out of an API server that serves them: as a custom resource, in all namespaces, or
 * behind its aggregation layer.
 */
public final class ServedClusters {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String PATH = "/apis/clusterregistry.k8s.io/v1alpha1/clusters";

  /** So that a page of clusters with large certificate bundles is still an answer of a few MB. */
  private static final int PAGE = 100;

  private ServedClusters() {}

  /**
   * All of them, as of one revision.
   *
   * @param server where its API begins
   * @throws IOException with one line if they cannot all be read
   */
  public static List<Found> read(WebhookTarget server) throws IOException {
    ClusterReader reader = new ClusterReader();
    List<Found> found = new ArrayList<>();
    try (ObjectClient client = new ObjectClient(server, TIMEOUT)) {
      String next = "";
      do {
        ObjectNode page = page(client, next);
        int before = found.size();
        found.addAll(Manifests.items(reader, page, index -> server + " item " + (before + index)));
        next = page.path("metadata").path("continue").asString("");
      } while (!next.isEmpty());
    }
    return found;
  }

  private static ObjectNode page(ObjectClient client, String token) throws IOException {
    String more =
        token.isEmpty() ? "" : "&continue=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    byte[] body = client.get(PATH + "?limit=" + PAGE + more);
    try {
      ObjectNode page = new ObjectDecoder().parse(body, 0, body.length);
      if (page.path("kind").asString("").equals("ClusterList") && page.path("items").isArray()) {
        return page;
      }
    } catch (DecodingException e) {
      // said below
    }
    throw new IOException(PATH + " does not answer with a ClusterList");
  }
}
