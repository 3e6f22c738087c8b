package dev.clusterregistry.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.store.UnusableStoreException;
import dev.clusterregistry.store.WriteResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An etcd that speaks TLS, and certificates that are renewed. */
@NeedsEtcd
@Timeout(180)
@SuppressWarnings("NullAway.Init")
class TlsTest {
  private static final Duration SOON = Duration.ofSeconds(45);

  @TempDir Path folder;
  private TestAuthority authority;

  @BeforeEach
  @Timeout(180) // six starts of keytool
  void makeCertificates() throws Exception {
    authority = new TestAuthority(folder);
  }

  private static EtcdStore open(Etcd etcd, EtcdOptions.Tls tls) {
    return EtcdStore.open(
        EtcdOptions.of(etcd.urls(), "/registry/test")
            .withTls(tls)
            .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(1)));
  }

  @Test
  void certificatesAreShownCheckedAndTakenUpWhenTheyAreRenewed() throws Exception {
    try (Etcd etcd = Etcd.startSecure(authority);
        EtcdStore store = open(etcd, authority.client())) {
      await().atMost(SOON).until(() -> store.health().writable());
      Follower follower = Follower.of(store);
      store.put("a", new byte[1], 0);

      authority.renew();
      etcd.member(0).kill();
      etcd.restart(etcd.member(0));
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .until(() -> store.put("b", new byte[1], 0) instanceof WriteResult.Committed);
      long head = store.head();
      await().atMost(SOON).until(() -> follower.revision() >= head);
      follower.assertNoFaults();
      assertThat(follower.values()).containsOnlyKeys("a", "b");
    }
  }

  @Test
  void whoShowsNoCertificateOrTrustsAnotherAuthorityIsToldSo() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    TestAuthority another = new TestAuthority(other);
    try (Etcd etcd = Etcd.startSecure(authority)) {
      EtcdOptions.Tls nothing =
          new EtcdOptions.Tls(authority.file("ca.crt"), null, null, TestAuthority::key);
      try (EtcdStore store = open(etcd, nothing)) {
        await().atMost(SOON).until(() -> reason(store).contains("etcd does not answer"));
      }
      try (EtcdStore store = open(etcd, another.client())) {
        await().atMost(SOON).until(() -> reason(store).contains("PKIX path validation failed"));
      }
    }
  }

  private static String reason(EtcdStore store) {
    return String.valueOf(store.health().reason());
  }

  @Test
  void filesThatMakeNoSenseAreRefused() throws Exception {
    Files.writeString(authority.file("client.key"), "not a key");
    EtcdOptions options = EtcdOptions.of(List.of("https://127.0.0.1:1"), "/x");
    assertThatThrownBy(() -> EtcdStore.open(options.withTls(authority.client())))
        .isInstanceOf(UnusableStoreException.class)
        .hasMessageContaining("client.key");
    Files.delete(authority.file("ca.crt"));
    assertThatThrownBy(() -> EtcdStore.open(options.withTls(authority.client())))
        .isInstanceOf(UnusableStoreException.class)
        .hasMessageContaining("ca.crt is not there");
  }
}
