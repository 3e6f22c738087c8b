package dev.clusterregistry.examples.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.clusterregistry.client.ClusterRegistryClient;
import dev.clusterregistry.client.Patch;
import dev.clusterregistry.client.Selection;
import dev.clusterregistry.client.v1alpha1.Cluster;
import dev.clusterregistry.testing.WithRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@WithRegistry
class ClusterNotifierTest {
  private final List<String> posted = new CopyOnWriteArrayList<>();

  @Test
  void peopleAreToldWhatHappens(ClusterRegistryClient registry) throws Exception {
    AtomicInteger failures = new AtomicInteger(2);
    HttpServer slack =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    slack.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean fails = failures.getAndDecrement() > 0;
          if (!fails) {
            posted.add(body);
          }
          exchange.sendResponseHeaders(fails ? 503 : 200, -1);
          exchange.close();
        });
    slack.start();
    registry.clusters().create(Cluster.named("old"));
    URI hook = URI.create("http://127.0.0.1:" + slack.getAddress().getPort() + "/hook");
    try (Webhook webhook = new Webhook(hook);
        ClusterNotifier notifier = new ClusterNotifier(registry, Selection.all(), webhook::post)) {
      notifier.start();
      registry.clusters().create(Cluster.named("new"));
      registry.clusters().patchStatus("old", ok("True", "all is well"));
      registry.clusters().patchStatus("old", ok("False", "no answer"));
      registry.clusters().delete("old");
      await().atMost(Duration.ofSeconds(60)).until(() -> posted.size() >= 4);
    } finally {
      slack.stop(0);
    }
    assertThat(posted)
        .containsExactly(
            "{\"text\":\"Cluster new was added.\"}",
            "{\"text\":\"Cluster old: OK was unreported and is True: all is well.\"}",
            "{\"text\":\"Cluster old: OK was True and is False: no answer.\"}",
            "{\"text\":\"Cluster old was removed.\"}");
  }

  private static Patch ok(String status, String message) {
    return Patch.merge(
        "{\"status\":{\"conditions\":[{\"type\":\"OK\",\"status\":\"%s\",\"message\":\"%s\"}]}}"
            .formatted(status, message));
  }
}
