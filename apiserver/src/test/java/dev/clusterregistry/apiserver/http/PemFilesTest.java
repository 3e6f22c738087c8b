package dev.clusterregistry.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemFilesTest {
  @TempDir private Path folder;

  @Test
  void allWrappingsOfAKeyReadTheSame() throws IOException {
    assertThat(((ECPrivateKey) PemFiles.privateKey(TestTls.file("server.sec1.key"))).getS())
        .isEqualTo(((ECPrivateKey) PemFiles.privateKey(TestTls.file("server.key"))).getS());
    assertThat(PemFiles.privateKey(TestTls.file("rsa.pkcs1.key")))
        .isEqualTo(PemFiles.privateKey(TestTls.file("rsa.key")));
  }

  @Test
  void brokenFilesAreNamedInOneLine() throws IOException {
    Path file = folder.resolve("broken.pem");
    for (String content :
        new String[] {
          "",
          "nonsense",
          "-----BEGIN PRIVATE KEY-----\nMIIB",
          "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
          "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n",
          "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
        }) {
      Files.writeString(file, content);
      assertThatThrownBy(() -> PemFiles.privateKey(file))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file + ": ")
          .hasMessageNotContaining("\n");
    }
    Files.writeString(file, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    assertThatThrownBy(() -> PemFiles.certificates(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": not a valid certificate");
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() {
    TlsOptions options = TlsOptions.of(TestTls.file("server.crt"), TestTls.file("other.key"));
    assertThatThrownBy(() -> TlsContexts.open(options))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not the key of the certificate");
  }
}
