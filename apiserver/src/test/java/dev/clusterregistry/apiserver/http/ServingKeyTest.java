package dev.clusterregistry.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Handshakes with each kind of key, on both engines and in both versions of TLS. */
class ServingKeyTest {
  private static final Path CHAIN = Path.of("chain");

  @TempDir private Path folder;

  static Stream<Arguments> handshakes() {
    return Stream.of(TlsOptions.Engine.values())
        .flatMap(
            engine ->
                Stream.of("server", "rsa")
                    .flatMap(
                        key ->
                            Stream.of("TLSv1.3", "TLSv1.2")
                                .map(protocol -> Arguments.of(engine, key, protocol))));
  }

  @ParameterizedTest
  @MethodSource("handshakes")
  void theCertificateIsShownWithItsWholeChain(TlsOptions.Engine engine, String key, String protocol)
      throws Exception {
    Path chain = folder.resolve(CHAIN);
    Files.writeString(
        chain,
        Files.readString(TestTls.file(key + ".crt")) + Files.readString(TestTls.file("ca.crt")));
    TlsOptions options =
        TlsOptions.of(chain, TestTls.file(key + ".key"))
            .withClientAuthorities(List.of(TestTls.authority()))
            .withEngine(engine);
    try (TestServer server =
        TestServer.start(request -> TestServer.text("here"), options, same -> same)) {
      for (int i = 0; i < 3; i++) {
        assertThat(shown(server.server().port(), protocol)).isEqualTo(PemFiles.certificates(chain));
      }
    }
  }

  @Test
  void theKeyIsOfferedForItsOwnAlgorithmOnly() throws IOException {
    X509Certificate certificate = PemFiles.certificates(TestTls.file("server.crt")).getFirst();
    OneKey factory =
        new OneKey(PemFiles.privateKey(TestTls.file("server.key")), List.of(certificate));
    X509ExtendedKeyManager keys = (X509ExtendedKeyManager) factory.getKeyManagers()[0];
    Principal[] anyIssuer = {};
    String alias = keys.chooseServerAlias("EC", anyIssuer, null);
    assertThat(keys.getCertificateChain(alias)).containsExactly(certificate);
    assertThat(keys.chooseServerAlias("EC_RSA", anyIssuer, null)).isEqualTo(alias);
    assertThat(keys.chooseServerAlias("RSA", anyIssuer, null)).isNull();
    assertThat(keys.getServerAliases("RSA", anyIssuer)).isNull();
    assertThat(keys.getPrivateKey("another")).isNull();
    assertThat(keys.chooseClientAlias(new String[] {"EC"}, anyIssuer, null)).isNull();
  }

  private static List<Certificate> shown(int port, String protocol) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            TestTls.clientWithCertificate().getSocketFactory().createSocket("localhost", port)) {
      socket.setEnabledProtocols(new String[] {protocol});
      socket.startHandshake();
      return List.of(socket.getSession().getPeerCertificates());
    }
  }
}
