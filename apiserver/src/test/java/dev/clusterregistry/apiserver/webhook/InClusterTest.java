package dev.clusterregistry.apiserver.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.apiserver.auth.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InClusterTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "443");

  @TempDir Path folder;

  @Test
  void aPodKnowsItsClusterAndReadsItsTokenEachTime() throws IOException {
    TestAuthority authority = new TestAuthority("cluster");
    authority.write(folder.resolve("ca.crt"));
    Path token = Files.writeString(folder.resolve("token"), "first\n");
    WebhookTarget target = InCluster.of(ENVIRONMENT, folder).at("/apis/a?b=c");
    assertThat(target.url()).hasToString("https://[fd00::1]:443/apis/a?b=c");
    assertThat(target.authorities()).containsExactly(authority.certificate());
    assertThat(target.currentAuthorization()).isEqualTo("Bearer first");
    Files.writeString(token, "second");
    assertThat(target.currentAuthorization()).isEqualTo("Bearer second");
  }

  @Test
  void elsewhereThereIsNone() {
    assertThatThrownBy(() -> InCluster.of(Map.of(), folder))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and"
                + " KUBERNETES_SERVICE_PORT must be defined");
    assertThatThrownBy(() -> InCluster.of(ENVIRONMENT, folder))
        .isInstanceOf(IOException.class)
        .hasMessage("the service account's token cannot be read: " + folder.resolve("token"));
  }
}
