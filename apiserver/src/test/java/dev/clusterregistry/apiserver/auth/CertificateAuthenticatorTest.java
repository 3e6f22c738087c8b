package dev.clusterregistry.apiserver.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.apiserver.http.ApiRequest;
import dev.clusterregistry.apiserver.http.Headers;
import dev.clusterregistry.apiserver.http.TestTls;
import dev.clusterregistry.apiserver.http.WouldBlockException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificateAuthenticatorTest {

  private static X509Certificate certificate(String name)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(TestTls.file(name))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private static ApiRequest presenting(X509Certificate certificate, boolean mayBlock) {
    return new ApiRequest(
        "GET",
        "/",
        "",
        new Headers(),
        new byte[0],
        false,
        List.of(certificate),
        InetSocketAddress.createUnresolved("c", 1),
        false,
        true,
        mayBlock);
  }

  private static Authenticator trusting(String authority, InstantSource clock) throws IOException {
    return new CertificateAuthenticator(List.of(TestTls.file(authority)), clock);
  }

  @Test
  void theCommonNameIsTheUserAndOrganisationsAreGroups() throws Exception {
    Authenticator.Result result =
        trusting("ca.crt", InstantSource.system())
            .authenticate(presenting(certificate("client.crt"), true));
    assertThat(result)
        .isInstanceOfSatisfying(
            Authenticator.Result.Known.class,
            known -> {
              assertThat(known.user().name()).isEqualTo("admin");
              assertThat(known.user().groups())
                  .containsExactly("system:masters", "system:authenticated");
              assertThat(known.user().extra().toString()).contains("X509SHA256=");
            });
  }

  @Test
  void aLoopKnowsACertificateOnlyOnceItHasBeenVerified() throws Exception {
    Authenticator authenticator = trusting("ca.crt", InstantSource.system());
    X509Certificate certificate = certificate("client.crt");
    Assertions.assertThatThrownBy(() -> authenticator.authenticate(presenting(certificate, false)))
        .isInstanceOf(WouldBlockException.class);
    authenticator.authenticate(presenting(certificate, true));
    assertThat(authenticator.authenticate(presenting(certificate, false)))
        .isInstanceOf(Authenticator.Result.Known.class);
  }

  @Test
  void aStrangersCertificateIsRejected() throws Exception {
    assertThat(
            trusting("other.crt", InstantSource.system())
                .authenticate(presenting(certificate("client.crt"), true)))
        .isInstanceOf(Authenticator.Result.Rejected.class);
  }

  @Test
  void anExpiredCertificateIsRejectedEvenIfItWasKnown() throws Exception {
    Instant[] now = {Instant.now()};
    Authenticator authenticator = trusting("ca.crt", () -> now[0]);
    X509Certificate certificate = certificate("client.crt");
    assertThat(authenticator.authenticate(presenting(certificate, true)))
        .isInstanceOf(Authenticator.Result.Known.class);
    now[0] = certificate.getNotAfter().toInstant().plusSeconds(1);
    assertThat(authenticator.authenticate(presenting(certificate, true)))
        .isInstanceOf(Authenticator.Result.Rejected.class);
  }

  @Test
  void anyBundleMayVouchForACertificate() throws Exception {
    Authenticator authenticator =
        new CertificateAuthenticator(
            List.of(TestTls.file("other.crt"), TestTls.file("ca.crt")), InstantSource.system());
    X509Certificate certificate = certificate("client.crt");
    assertThat(authenticator.authenticate(presenting(certificate, true)))
        .isInstanceOf(Authenticator.Result.Known.class);
    assertThat(authenticator.authenticate(presenting(certificate, false)))
        .isInstanceOf(Authenticator.Result.Known.class);
  }

  @Test
  void aLoopKnowsABadCertificateTooForAWhile() throws Exception {
    Instant[] now = {Instant.now()};
    Authenticator authenticator = trusting("other.crt", () -> now[0]);
    X509Certificate certificate = certificate("client.crt");
    authenticator.authenticate(presenting(certificate, true));
    assertThat(authenticator.authenticate(presenting(certificate, false)))
        .isInstanceOf(Authenticator.Result.Rejected.class);
    now[0] = now[0].plusSeconds(11);
    Assertions.assertThatThrownBy(() -> authenticator.authenticate(presenting(certificate, false)))
        .isInstanceOf(WouldBlockException.class);
  }

  @Test
  void onlyACurrentCertificateForClientsOfTheAuthorityIsGood(@TempDir Path folder)
      throws Exception {
    TestAuthority authority = new TestAuthority("users");
    Authenticator authenticator =
        new CertificateAuthenticator(
            List.of(authority.write(folder.resolve("ca.crt"))), InstantSource.system());
    Instant now = Instant.now();
    Duration hour = Duration.ofHours(1);
    String jane = "O=devs,O=ops,CN=jane,1.3.6.1.4.1.57683.2=uid-7";
    assertThat(authenticator.authenticate(presenting(authority.client(jane).certificate(), true)))
        .isInstanceOfSatisfying(
            Authenticator.Result.Known.class,
            known -> {
              assertThat(known.user().name()).isEqualTo("jane");
              assertThat(known.user().uid()).isEqualTo("uid-7");
              assertThat(known.user().groups())
                  .containsExactly("devs", "ops", "system:authenticated");
            });
    for (TestAuthority.Issued bad :
        List.of(
            authority.client(jane, now.minus(Duration.ofHours(2)), hour),
            authority.client(jane, now.plus(hour), hour),
            authority.server(),
            new TestAuthority("users").client(jane))) {
      assertThat(authenticator.authenticate(presenting(bad.certificate(), true)))
          .isInstanceOf(Authenticator.Result.Rejected.class);
    }
    assertThat(
            authenticator.authenticate(
                presenting(authority.client("O=nobody").certificate(), true)))
        .isInstanceOf(Authenticator.Result.NoCredential.class);
  }
}
