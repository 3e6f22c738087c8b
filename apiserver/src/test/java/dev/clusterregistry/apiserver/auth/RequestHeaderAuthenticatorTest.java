package dev.clusterregistry.apiserver.auth;

import static dev.clusterregistry.apiserver.auth.TestRequests.presenting;
import static dev.clusterregistry.apiserver.auth.TestRequests.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.request.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RequestHeaderAuthenticatorTest {
  private static final String[] JANE = {"X-Remote-User", "jane", "X-Remote-Group", "devs"};

  @TempDir Path folder;

  private final TestAuthority proxies = new TestAuthority("proxies");
  private Path bundle;

  @BeforeEach
  void writeBundle() throws IOException {
    bundle = proxies.write(folder.resolve("proxies.crt"));
  }

  private Authenticator believing(String... names) throws IOException {
    return new RequestHeaderAuthenticator(
        new RequestHeaderOptions(
            bundle,
            new ProxyHeaders(
                List.of(names),
                List.of("X-Remote-User", "X-Other-User"),
                List.of("X-Remote-Group"),
                List.of("X-Remote-Uid"),
                List.of("X-Remote-Extra-"))),
        InstantSource.system());
  }

  @Test
  void theProxysHeadersNameTheUser() throws IOException {
    Authenticator authenticator = believing("front-proxy");
    assertThat(
            authenticator.authenticate(
                presenting(
                    proxies.client("CN=front-proxy").certificate(),
                    "x-remote-user",
                    "",
                    "x-other-user",
                    "jane",
                    "X-REMOTE-GROUP",
                    "devs",
                    "X-Remote-Group",
                    "ops",
                    "X-Remote-Group",
                    "",
                    "X-Remote-Uid",
                    "u1",
                    "X-Remote-Extra-Example.com%2FScope",
                    "a",
                    "X-Remote-Extra-Example.com%2FScope",
                    "b",
                    "X-Remote-Extra-Bad%zz",
                    "c")))
        .isEqualTo(
            new Authenticator.Result.Known(
                new User(
                    "jane",
                    "u1",
                    List.of("devs", "ops", "system:authenticated"),
                    Map.of("example.com/scope", List.of("a", "b"), "bad%zz", List.of("c")))));
  }

  @Test
  void headersWithoutTheProxysCertificateAreIgnored() throws IOException {
    Authenticator authenticator = believing("front-proxy");
    assertThat(authenticator.authenticate(with(JANE))).isEqualTo(Authenticator.Result.NONE);
    Instant now = Instant.now();
    Duration hour = Duration.ofHours(1);
    for (TestAuthority.Issued forged :
        List.of(
            new TestAuthority("proxies").client("CN=front-proxy"),
            proxies.client("CN=somebody-else"),
            proxies.client("CN=front-proxy", now.minus(Duration.ofHours(2)), hour),
            proxies.client("CN=front-proxy", now.plus(hour), hour),
            proxies.server())) {
      assertThat(authenticator.authenticate(presenting(forged.certificate(), JANE)))
          .isInstanceOf(Authenticator.Result.Rejected.class);
    }
  }

  @Test
  void aProxyThatNamesNobodyIsNobody() throws IOException {
    assertThat(
            believing()
                .authenticate(
                    presenting(
                        proxies.client("CN=any").certificate(),
                        "X-Remote-Group",
                        "system:masters")))
        .isEqualTo(Authenticator.Result.NONE);
  }

  @Test
  void aReplacedAuthorityIsNotBelievedAnyMore() throws IOException {
    Authenticator authenticator = believing();
    TestAuthority.Issued proxy = proxies.client("CN=front-proxy");
    assertThat(authenticator.authenticate(presenting(proxy.certificate(), JANE)))
        .isInstanceOf(Authenticator.Result.Known.class);
    new TestAuthority("others").write(bundle);
    Files.setLastModifiedTime(bundle, FileTime.from(Instant.now().minusSeconds(100)));
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                authenticator.authenticate(presenting(proxy.certificate(), JANE))
                    instanceof Authenticator.Result.Rejected);
  }
}
