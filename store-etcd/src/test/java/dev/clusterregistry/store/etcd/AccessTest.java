package dev.clusterregistry.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.store.UnusableStoreException;
import dev.clusterregistry.store.WriteResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Users of etcd's own, and addresses. */
@NeedsEtcd
@Timeout(120)
class AccessTest {
  private static final Duration SOON = Duration.ofSeconds(45);

  @Test
  void aUserLogsInAndLogsInAgainWhenTheTokenEnds() {
    try (Etcd etcd = Etcd.start(1, "--auth-token-ttl", "1")) {
      etcd.ctl("user", "add", "root:secret");
      etcd.ctl("user", "grant-role", "root", "root");
      etcd.ctl("auth", "enable");
      EtcdOptions options = EtcdOptions.of(etcd.urls(), "/registry/test");
      try (EtcdStore store =
          EtcdStore.open(options.withLogin(new EtcdOptions.Login("root", "secret")))) {
        await().atMost(SOON).until(() -> store.health().writable());
        Follower follower = Follower.of(store);
        long until = System.nanoTime() + Duration.ofSeconds(4).toNanos();
        for (int i = 0; System.nanoTime() < until; i++) {
          assertThat(store.put("k/" + i, new byte[1], 0)).isInstanceOf(WriteResult.Committed.class);
          Progress.pause(300); // longer than that and the token ends in between
        }
        long head = store.head();
        await().atMost(SOON).until(() -> follower.revision() >= head);
        follower.assertNoFaults();
      }
      try (EtcdStore stranger =
          EtcdStore.open(options.withLogin(new EtcdOptions.Login("root", "wrong")))) {
        await()
            .atMost(SOON)
            .until(() -> String.valueOf(stranger.health().reason()).contains("let root in"));
      }
      try (EtcdStore nobody = EtcdStore.open(options)) {
        await()
            .atMost(SOON)
            .until(() -> String.valueOf(nobody.health().reason()).contains("user name is empty"));
      }
    }
  }

  @Test
  void anAddressThatMakesNoSenseIsRefused() {
    for (String server : List.of("http://", "etcd:port", "http://a:1/path", "a:70000")) {
      assertThatThrownBy(() -> EtcdStore.open(EtcdOptions.of(List.of(server), "/x")))
          .isInstanceOf(UnusableStoreException.class)
          .hasMessageContaining("is not an etcd server such as");
    }
  }
}
