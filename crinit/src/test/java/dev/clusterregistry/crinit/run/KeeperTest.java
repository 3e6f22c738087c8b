package dev.clusterregistry.crinit.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.crinit.certificate.Authority;
import dev.clusterregistry.crinit.certificate.Pem;
import dev.clusterregistry.crinit.object.Json;
import dev.clusterregistry.crinit.plan.Exposure;
import dev.clusterregistry.crinit.plan.Facts;
import dev.clusterregistry.crinit.plan.Mode;
import dev.clusterregistry.crinit.plan.Registry;
import dev.clusterregistry.crinit.plan.Settings;
import dev.clusterregistry.crinit.plan.Storage;
import dev.clusterregistry.crinit.plan.Volume;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class KeeperTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final Settings SETTINGS =
      new Settings(
          Mode.STANDALONE,
          new Registry("foo", "ns"),
          Exposure.of("LoadBalancer", "", 0),
          "image",
          new Storage.Embedded(new Volume.Scratch()),
          1,
          true,
          true,
          new TreeMap<>(),
          false,
          List.of());

  private final Keeper keeper = new Keeper(NOW);

  private static ObjectNode authority(Facts facts) {
    return Json.object("data", facts.authority());
  }

  private static ObjectNode serving(Facts facts) {
    return Json.object("data", facts.serving());
  }

  private static X509Certificate server(Facts facts) {
    return Keeper.serverCertificate(serving(facts));
  }

  @Test
  void theServersCertificateIsForTheServiceAndItsAddresses() throws Exception {
    Facts facts = keeper.create(SETTINGS, List.of("203.0.113.7", "2001:db8::1", "lb.example.com"));
    X509Certificate server = server(facts);
    assertThat(Keeper.hosts(server))
        .containsExactlyInAnyOrder(
            "foo",
            "foo.ns",
            "foo.ns.svc",
            "foo.ns.svc.cluster.local",
            "localhost",
            "127.0.0.1",
            "203.0.113.7",
            "2001:db8:0:0:0:0:0:1",
            "lb.example.com");
    assertThat(server.getPublicKey().getAlgorithm()).isEqualTo("EC");
    assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(server.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(365)));
    Authority signing = keeper.authority(authority(facts));
    server.verify(signing.certificate().getPublicKey());
    assertThat(signing.certificate().getBasicConstraints()).isNotNegative();
  }

  @Test
  void theAdministratorIsAMasterOfTheRegistry() throws Exception {
    Authority signing = keeper.authority(authority(keeper.create(SETTINGS, List.of())));
    X509Certificate administrator =
        Pem.certificate(Keeper.administrator(signing).certificate(), "the administrator's");
    assertThat(administrator.getSubjectX500Principal().getName())
        .isEqualTo("CN=admin,O=system:masters");
    administrator.verify(signing.certificate().getPublicKey());
  }

  @Test
  void whatIsStillGoodIsKept() {
    Facts first = keeper.create(SETTINGS, List.of("203.0.113.7", "2001:db8::1"));
    Facts second =
        keeper.create(
            SETTINGS, List.of("203.0.113.7", "2001:db8::1"), authority(first), serving(first));
    assertThat(second).isEqualTo(first);
  }

  @Test
  void aNewAddressBringsANewCertificateOfTheSameAuthorityAndKeepsPasswords() {
    Facts first = keeper.create(SETTINGS, List.of("203.0.113.7"));
    Facts second =
        keeper.create(SETTINGS, List.of("203.0.113.8"), authority(first), serving(first));
    assertThat(server(second)).isNotEqualTo(server(first));
    assertThat(second.authority()).isEqualTo(first.authority());
    assertThat(Keeper.token(second)).isEqualTo(Keeper.token(first));
    assertThat(Keeper.password(second)).isEqualTo(Keeper.password(first));
  }

  @Test
  void aCertificateThatExpiresSoonIsReplaced() {
    Facts first = keeper.create(SETTINGS, List.of());
    Keeper later = new Keeper(NOW.plus(Duration.ofDays(310)));
    Facts second = later.create(SETTINGS, List.of(), authority(first), serving(first));
    assertThat(server(second).getNotAfter()).isAfter(server(first).getNotAfter());
  }

  @Test
  void renewalKeepsNamesAndAllElse() {
    Facts first = keeper.create(SETTINGS, List.of("203.0.113.7"));
    Facts second = keeper.renew(authority(first), serving(first));
    assertThat(server(second)).isNotEqualTo(server(first));
    assertThat(Keeper.hosts(server(second))).isEqualTo(Keeper.hosts(server(first)));
    assertThat(Keeper.token(second)).isEqualTo(Keeper.token(first));
  }
}
