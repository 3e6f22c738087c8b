package dev.clusterregistry.apiserver.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.apiserver.auth.TestAuthority;
import dev.clusterregistry.apiserver.auth.TestHttps;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a webhook's files say is followed while the server runs. */
final class FollowedClientTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final byte[] QUESTION = "{}".getBytes(UTF_8);

  @TempDir Path folder;

  private static TestHttps server(TestAuthority authority, String answer) throws IOException {
    return new TestHttps(
        authority.context(authority.server()),
        false,
        (exchange, body) ->
            new TestHttps.Answer(
                200, answer + exchange.getRequestHeaders().getFirst("Authorization")));
  }

  private void kubeconfig(TestHttps server, String token) throws IOException {
    Files.writeString(
        folder.resolve("config"),
        """
        clusters: [{name: a, cluster: {server: "%s", certificate-authority: ca.crt}}]
        users: [{name: u, user: {token: %s}}]
        contexts: [{name: a, context: {cluster: a, user: u}}]
        current-context: a
        """
            .formatted(server.url(), token));
  }

  private static String ask(WebhookClient client) {
    try {
      return new String(client.post(QUESTION), UTF_8);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void aKubeconfigAndTheFilesThatItNamesAreFollowed() throws IOException {
    TestAuthority first = new TestAuthority("first");
    TestAuthority second = new TestAuthority("second");
    try (TestHttps one = server(first, "one ");
        TestHttps two = server(second, "two ")) {
      Path authority = folder.resolve("ca.crt");
      first.write(authority);
      kubeconfig(one, "t1");
      try (WebhookClient client =
          new WebhookClient(TargetSource.kubeconfig(folder.resolve("config")), TIMEOUT)) {
        assertThat(ask(client)).isEqualTo("one Bearer t1");
        kubeconfig(one, "t2");
        await().until(() -> ask(client).equals("one Bearer t2"));
        Files.writeString(folder.resolve("config"), "clusters: [");
        assertThat(ask(client)).as("what cannot be read changes nothing").startsWith("one");
        kubeconfig(two, "t3");
        second.write(authority);
        await().until(() -> ask(client).equals("two Bearer t3"));
      }
    }
  }

  @Test
  void theAuthorityOfThePodsClusterIsFollowed() throws IOException {
    TestAuthority old = new TestAuthority("old");
    TestAuthority fresh = new TestAuthority("fresh");
    try (TestHttps host = server(fresh, "host ")) {
      Map<String, String> environment =
          Map.of(
              "KUBERNETES_SERVICE_HOST",
              "localhost",
              "KUBERNETES_SERVICE_PORT",
              String.valueOf(URI.create(host.url()).getPort()));
      Files.writeString(folder.resolve("token"), "t1");
      old.write(folder.resolve("ca.crt"));
      TargetSource source = () -> InCluster.of(environment, folder);
      try (ObjectClient client = new ObjectClient(source, TIMEOUT)) {
        assertThatThrownBy(() -> client.get("/api")).isInstanceOf(IOException.class);
        fresh.write(folder.resolve("ca.crt"));
        Files.writeString(folder.resolve("token"), "t2");
        await()
            .ignoreExceptions()
            .until(() -> new String(client.get("/api"), UTF_8).equals("host Bearer t2"));
      }
    }
  }
}
