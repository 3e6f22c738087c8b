package dev.clusterregistry.apiserver.auth.delegation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.apiserver.auth.ProxyHeaders;
import dev.clusterregistry.apiserver.auth.TestAuthority;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class HostTrustTest {
  private final ObjectNode data = JsonMapper.shared().createObjectNode();

  @Test
  void aConfigMapOfKubeApiserverIsUnderstood() throws IOException {
    TestAuthority users = new TestAuthority("users");
    TestAuthority proxies = new TestAuthority("proxies");
    data.put("client-ca-file", users.pem() + users.pem())
        .put("requestheader-client-ca-file", proxies.pem())
        .put("requestheader-allowed-names", "[\"front-proxy-client\",\"aggregator\"]")
        .put("requestheader-username-headers", "[\"X-Remote-User\"]")
        .put("requestheader-group-headers", "[\"X-Remote-Group\"]")
        .put("requestheader-extra-headers-prefix", "[\"X-Remote-Extra-\"]");
    HostTrust trust = HostTrust.of(data);
    assertThat(trust.clients().certificates()).containsExactly(users.certificate());
    assertThat(trust.proxies().certificates()).containsExactly(proxies.certificate());
    assertThat(trust.headers())
        .isEqualTo(
            new ProxyHeaders(
                List.of("front-proxy-client", "aggregator"),
                List.of("X-Remote-User"),
                List.of("X-Remote-Group"),
                List.of(),
                List.of("X-Remote-Extra-")));
  }

  @Test
  void whatIsNotThereIsNotBelieved() throws IOException {
    HostTrust trust = HostTrust.of(data.put("requestheader-allowed-names", "null"));
    assertThat(trust.clients().certificates()).isEmpty();
    assertThat(trust.proxies().certificates()).isEmpty();
    assertThat(trust.headers()).isEqualTo(ProxyHeaders.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "requestheader-allowed-names|front-proxy-client",
        "requestheader-allowed-names|{}",
        "requestheader-username-headers|[1]",
        "requestheader-group-headers|\"a\"",
        "client-ca-file|no certificate",
        "requestheader-client-ca-file|-----BEGIN CERTIFICATE-----"
      })
  void whatCannotBeUnderstoodIsNamed(String member, String content) {
    assertThatThrownBy(() -> HostTrust.of(data.put(member, content)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(member);
  }
}
