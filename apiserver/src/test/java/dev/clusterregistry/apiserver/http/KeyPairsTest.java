package dev.clusterregistry.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.OpenSsl;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPairsTest {

  @ParameterizedTest
  @CsvSource({
    "server.crt, server.key, true",
    "server.crt, server.sec1.key, true",
    "rsa.crt, rsa.key, true",
    "rsa.crt, rsa.pkcs1.key, true",
    "server.crt, client.key, false",
    "server.crt, rsa.key, false",
    "rsa.crt, server.key, false"
  })
  void bothWaysOfAskingAgree(String certificate, String key, boolean pair) throws IOException {
    X509Certificate certified = PemFiles.certificates(TestTls.file(certificate)).getFirst();
    PrivateKey own = PemFiles.privateKey(TestTls.file(key));
    assertThat(KeyPairs.isPair(certified, own)).isEqualTo(pair);
    assertThat(OpenSsl.isAvailable()).isTrue();
    assertThat(KeyPairs.isPairNatively(certified, own)).isEqualTo(pair);
  }
}
