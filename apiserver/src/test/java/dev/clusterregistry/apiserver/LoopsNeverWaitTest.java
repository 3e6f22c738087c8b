package dev.clusterregistry.apiserver;

import static dev.clusterregistry.apiserver.TestApiServer.ADMIN;
import static dev.clusterregistry.apiserver.TestApiServer.JANE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.http.BlockingDetector;
import java.io.IOException;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

final class LoopsNeverWaitTest {

  @Test
  void theWholeChainRunsOnLoopsWithoutWaitingOnce() throws Exception {
    try (TestApiServer server = new TestApiServer()) {
      visitEverything(server);
      try (BlockingDetector detector = BlockingDetector.start()) {
        for (int round = 0; round < 20; round++) {
          visitEverything(server);
        }
        assertThat(detector.findings()).isEmpty();
      }
    }
  }

  private static void visitEverything(TestApiServer server)
      throws IOException, InterruptedException {
    String widgets = "/apis/example.com/v1/namespaces/n/widgets";
    server.send(
        server
            .as(ADMIN, widgets)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Widget\",\"metadata\":"
                        + "{\"name\":\"w\"},\"spec\":{\"size\":3}}")));
    for (String path :
        new String[] {
          widgets,
          widgets + "/w",
          "/apis",
          "/apis/example.com",
          "/apis/example.com/v1",
          "/openapi/v2",
          "/openapi/v3",
          "/version",
          "/healthz",
          "/readyz?verbose",
          "/metrics",
          "/nowhere",
          "/"
        }) {
      server.get(ADMIN, path);
      server.get(JANE, path);
      server.get("wrong", path);
      server.send(server.request(path));
    }
  }
}
