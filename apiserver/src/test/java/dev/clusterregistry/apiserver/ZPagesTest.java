package dev.clusterregistry.apiserver;

import static dev.clusterregistry.apiserver.TestApiServer.ADMIN;
import static dev.clusterregistry.apiserver.TestApiServer.JANE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ZPagesTest {
  private static final String WARNING =
      "Warning: This endpoint is not meant to be machine parseable, has no formatting compatibility"
          + " guarantees and is for debugging purposes only.\n\n";

  @SuppressWarnings("NullAway.Init")
  private static TestApiServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        new TestApiServer(
            options -> options.withFlags(Map.of("secure-port", "0", "data-dir", "/somewhere")));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void statuszIsTextForPeople() throws Exception {
    HttpResponse<String> page = server.get(ADMIN, "/statusz");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
    assertThat(page.body())
        .startsWith("\napiserver statusz\n" + WARNING + "Started: ")
        .containsPattern(
            "\nStarted: [A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9]\\d \\d\\d:\\d\\d:\\d\\d UTC 20\\d\\d\n")
        .containsPattern("\nUp: 0 hr 0\\d min \\d\\d sec\n")
        .contains("\nGo version: java" + Runtime.version().feature() + "\n")
        .contains("\nBinary version: 1.36.0+clusterregistry.0.0.1\n")
        .contains("\nEmulation version: 1.36\n")
        .endsWith("\nPaths: /flagz /healthz /livez /metrics /readyz /statusz /version\n");
  }

  @Test
  void flagzListsFlagsInOrder() throws Exception {
    assertThat(server.get(ADMIN, "/flagz").body())
        .isEqualTo("\napiserver flags\n" + WARNING + "data-dir=/somewhere\nsecure-port=0\n");
  }

  @Test
  void aDocumentIsServedToWhoNamesItsKindAndVersion() throws Exception {
    String flagz = "application/json;v=v1beta1;g=config.k8s.io;as=Flagz";
    HttpResponse<String> json = server.get(ADMIN, "/flagz", "Accept", flagz);
    assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(json.body())
        .isEqualTo(
            """
            {
              "kind": "Flagz",
              "apiVersion": "config.k8s.io/v1beta1",
              "metadata": {
                "name": "apiserver"
              },
              "flags": {
                "data-dir": "/somewhere",
                "secure-port": "0"
              }
            }""");
    String statusz = "application/yaml;v=v1beta1;g=config.k8s.io;as=Statusz";
    assertThat(server.get(ADMIN, "/statusz", "Accept", statusz).body())
        .startsWith("apiVersion: config.k8s.io/v1beta1\n")
        .contains("\nemulationVersion: \"1.36\"\n")
        .contains("\npaths:\n- /flagz\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/statusz", "/flagz"})
  void onlyWhoMayDoSoSeesThem(String path) throws Exception {
    assertThat(server.get(JANE, path).statusCode()).isEqualTo(403);
    assertThat(server.send(server.request(path)).statusCode()).isEqualTo(403);
    assertThat(server.get(ADMIN, path, "Accept", "application/json").statusCode()).isEqualTo(406);
    assertThat(server.get(ADMIN, path, "Accept", "text/html, */*").statusCode()).isEqualTo(200);
    assertThat(server.send(server.as(ADMIN, path).POST(BodyPublishers.ofString(""))).statusCode())
        .isEqualTo(405);
  }

  @Test
  void everyCheckHasAPathOfItsOwn() throws Exception {
    for (String root : new String[] {"/healthz", "/livez", "/readyz"}) {
      String verbose = server.get(ADMIN, root + "?verbose").body();
      assertThat(verbose).endsWith(root.substring(1) + " check passed\n");
      for (String line : verbose.lines().filter(each -> each.startsWith("[+]")).toList()) {
        String check = line.substring(3, line.indexOf(" ok"));
        assertThat(server.get(ADMIN, root + "/" + check).body()).as(check).isEqualTo("ok");
      }
      assertThat(server.get(ADMIN, root + "/nothing").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void metricsKnowTheSizeOfTheStoreAndFailedHandshakes() throws Exception {
    assertThat(server.get(ADMIN, "/metrics").body())
        .contains(
            "apiserver_storage_size_bytes{storage_cluster_id=\""
                + server.store().identity()
                + "\"} 0.0\n")
        .contains("apiserver_tls_handshake_errors_total 0.0\n");
  }
}
