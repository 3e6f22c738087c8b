package dev.clusterregistry.clusterregistry.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.clusterregistry.ProgramException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCertificatesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;

  private OwnCertificates certificates(String... hosts) {
    return new OwnCertificates(folder.resolve("pki"), Set.of(hosts));
  }

  @Test
  void theFirstStartMakesEverythingPrivateAndTheSecondNothing() throws Exception {
    OwnCertificates own = certificates("localhost", "127.0.0.1");
    assertThat(own.complete(NOW)).isTrue();
    assertThat(own.complete(NOW)).isFalse();
    assertThat(mode(folder.resolve("pki"))).isEqualTo("rwx------");
    try (var files = Files.list(folder.resolve("pki"))) {
      assertThat(files.map(OwnCertificatesTest::mode).collect(Collectors.toSet()))
          .containsExactly("rw-------");
    }
  }

  @Test
  void theAuthoritySignsAServerAndAnAdministrator() throws Exception {
    OwnCertificates own =
        certificates("localhost", "registry.example.org", "127.0.0.1", "0:0:0:0:0:0:0:1");
    own.complete(NOW);
    X509Certificate authority = only(own.authorityFile());
    X509Certificate server = only(own.serverFile());
    X509Certificate administrator = only(own.administratorFile());
    server.verify(authority.getPublicKey());
    administrator.verify(authority.getPublicKey());
    assertThat(CertificateFiles.hosts(own.serverFile()))
        .containsExactlyInAnyOrder(
            "localhost", "registry.example.org", "127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(administrator.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(administrator.getSubjectX500Principal().getName())
        .isEqualTo("CN=admin,O=system:masters");
  }

  @Test
  void aCertificateThatExpiresSoonIsRenewedUnderTheSameAuthority() {
    OwnCertificates own = certificates("localhost");
    own.complete(NOW);
    X509Certificate authority = only(own.authorityFile());
    X509Certificate server = only(own.serverFile());
    Instant later = NOW.plus(Duration.ofDays(320));
    assertThat(own.complete(later)).isTrue();
    assertThat(only(own.authorityFile())).isEqualTo(authority);
    assertThat(only(own.serverFile())).isNotEqualTo(server);
    assertThat(only(own.serverFile()).getNotAfter().toInstant())
        .isAfter(later.plus(Duration.ofDays(300)));
  }

  @Test
  void anExpiringAuthorityIsReplacedWithAllThatItSigned() throws Exception {
    OwnCertificates own = certificates("localhost");
    own.complete(NOW);
    X509Certificate authority = only(own.authorityFile());
    own.complete(NOW.plus(Duration.ofDays(3500)));
    assertThat(only(own.authorityFile())).isNotEqualTo(authority);
    only(own.serverFile()).verify(only(own.authorityFile()).getPublicKey());
    only(own.administratorFile()).verify(only(own.authorityFile()).getPublicKey());
  }

  @Test
  void aNewHostMakesANewServerCertificateOnly() {
    certificates("localhost").complete(NOW);
    OwnCertificates own = certificates("localhost", "registry.example.org");
    X509Certificate administrator = only(own.administratorFile());
    assertThat(own.complete(NOW)).isTrue();
    assertThat(own.complete(NOW)).isFalse();
    assertThat(only(own.administratorFile())).isEqualTo(administrator);
  }

  @Test
  void aBrokenCertificateIsNamed() throws Exception {
    OwnCertificates own = certificates("localhost");
    own.complete(NOW);
    Files.writeString(
        own.serverFile(), "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n");
    assertThatThrownBy(() -> own.complete(NOW))
        .isInstanceOf(ProgramException.class)
        .hasMessage("certificate file " + own.serverFile() + " is not a valid PEM certificate");
    Files.writeString(own.serverFile(), "nothing");
    assertThatThrownBy(() -> own.complete(NOW)).hasMessageContaining(own.serverFile().toString());
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> CertificateFiles.certificates(missing))
        .hasMessage("certificate file cannot be read: no such file: " + missing);
  }

  @Test
  void aWildcardAddressIsReachedUnderEveryAddressOfTheMachine() throws Exception {
    Set<String> hosts =
        Hosts.of(InetAddress.ofLiteral("0.0.0.0"), Arrays.asList("Registry.example.org", null));
    assertThat(hosts).contains("localhost", "127.0.0.1", "registry.example.org");
    assertThat(hosts).doesNotContain("0.0.0.0");
    assertThat(Hosts.of(InetAddress.ofLiteral("10.0.0.7"), List.of())).contains("10.0.0.7");
  }

  private static X509Certificate only(Path file) {
    List<X509Certificate> certificates = CertificateFiles.certificates(file);
    assertThat(certificates).hasSize(1);
    return certificates.getFirst();
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
