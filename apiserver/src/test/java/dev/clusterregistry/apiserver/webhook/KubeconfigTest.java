package dev.clusterregistry.apiserver.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.apiserver.http.TestTls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KubeconfigTest {
  @TempDir Path folder;

  private WebhookTarget read(String cluster, String user) throws IOException {
    return Kubeconfig.read(
        Files.writeString(
            folder.resolve("config"),
            """
            apiVersion: v1
            kind: Config
            current-context: c
            contexts: [{name: c, context: {cluster: k, user: u}}]
            clusters: [{name: other, cluster: {}}, {name: k, cluster: {%s}}]
            users: [{name: u, user: {%s}}]
            """
                .formatted(cluster, user)));
  }

  private static String base64(String name) throws IOException {
    return Base64.getEncoder().encodeToString(Files.readAllBytes(TestTls.file(name)));
  }

  @Test
  void filesAndDataSayTheSame() throws IOException {
    Files.copy(TestTls.file("ca.crt"), folder.resolve("ca.crt"));
    WebhookTarget files =
        read(
            "server: 'https://hook.example.org/x?y=z', certificate-authority: ca.crt",
            "client-certificate: "
                + TestTls.file("client.crt")
                + ", client-key: "
                + TestTls.file("client.key"));
    WebhookTarget data =
        read(
            "server: 'https://hook.example.org/x?y=z', certificate-authority-data: "
                + base64("ca.crt"),
            "client-certificate-data: "
                + base64("client.crt")
                + ", client-key-data: "
                + base64("client.key"));
    assertThat(files).isEqualTo(data);
    assertThat(files.url()).isEqualTo(URI.create("https://hook.example.org/x?y=z"));
    assertThat(files.authorities()).containsExactly(TestTls.authority());
  }

  @Test
  void credentialsBecomeAHeaderAndAreNotShown() throws IOException {
    assertThat(read("server: 'https://h'", "token: secret"))
        .satisfies(target -> assertThat(target.authorization()).isEqualTo("Bearer secret"))
        .hasToString("https://h/");
    assertThat(read("server: 'https://h'", "username: a, password: b").authorization())
        .isEqualTo("Basic YTpi");
    assertThat(read("server: 'https://h'", "tokenFile: t").tokenFile())
        .isEqualTo(folder.resolve("t").toAbsolutePath());
  }

  @Test
  void whatCannotBeDoneIsRefusedInOneLine() {
    for (String[] wrong :
        new String[][] {
          {"server: h", "", "server must be a URL"},
          {"server: 'ftp://h'", "", "server must be a URL"},
          {"server: 'https://h'", "exec: {command: x}", "exec is not supported"},
          {"server: 'https://h', proxy-url: p", "", "proxy-url is not supported"},
          {"server: 'https://h'", "client-key-data: AAAA", "go together"},
          {"server: 'https://h', certificate-authority-data: '?!'", "", "holds no PEM certificate"},
        }) {
      assertThatThrownBy(() -> read(wrong[0], wrong[1]))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(wrong[2])
          .hasMessageNotContaining("\n");
    }
    assertThatThrownBy(
            () -> Kubeconfig.read(Files.writeString(folder.resolve("empty"), "kind: Config\n")))
        .hasMessageContaining("names no context");
  }
}
