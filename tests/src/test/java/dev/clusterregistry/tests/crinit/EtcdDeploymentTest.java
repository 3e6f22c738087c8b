package dev.clusterregistry.tests.crinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.store.etcd.Etcd;
import dev.clusterregistry.store.etcd.NeedsEtcd;
import dev.clusterregistry.store.etcd.TestAuthority;
import dev.clusterregistry.tests.crinit.HostCluster.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Registries whose objects are on a real etcd: in their pod, or on a cluster of others. */
@NeedsEtcd
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300) // it deploys and waits as an administrator does
class EtcdDeploymentTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String CONTEXT = "--host-cluster-context=host";

  @SuppressWarnings("NullAway.Init")
  private HostCluster host;

  @BeforeAll
  void startTheHost(@TempDir Path folder) throws Exception {
    host = HostCluster.start(folder);
  }

  @AfterAll
  void stopTheHost() throws Exception {
    if (host != null) { // Else this machine cannot have one.
      host.close();
    }
  }

  private void succeeds(Outcome outcome) {
    assertThat(outcome.code())
        .as("%s, kubelet: %s", outcome, host.kubelet().lastProblem())
        .isZero();
  }

  private void create(String context, String cluster) throws Exception {
    succeeds(
        host.shell(
            "kubectl create -f - --context "
                + context
                + " <<EOF\n{\"apiVersion\":\"clusterregistry.k8s.io/v1alpha1\",\"kind\":\"Cluster\",\"metadata\":{\"name\":\""
                + cluster
                + "\"}}\nEOF"));
  }

  private void awaitClusters(String context, String... names) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        host.shell("kubectl get clusters -o name --context " + context)
                            .out()
                            .lines()
                            .map(line -> line.substring(line.indexOf('/') + 1)))
                    .containsExactly(names));
  }

  @Test
  void anEtcdInTheSamePodKeepsTheObjectsWhenThePodGoes() throws Exception {
    succeeds(host.crinit("standalone", "init", "pod", CONTEXT, "--storage=etcd"));
    create("pod", "one");
    host.kubelet().killPods();
    awaitClusters("pod", "one");
    Outcome upgrade =
        host.crinit(
            "upgrade",
            "pod",
            CONTEXT,
            "--image=example.org/clusterregistry:2",
            "--backup=" + host.work().resolve("pod.yaml"));
    succeeds(upgrade);
    awaitClusters("pod", "one");
    succeeds(host.crinit("standalone", "delete", "pod", CONTEXT));
  }

  @Test
  void severalServersShareAnEtcdClusterThatWantsCertificates(@TempDir Path files) throws Exception {
    TestAuthority authority = new TestAuthority(files);
    try (Etcd etcd = Etcd.startSecure(authority)) {
      succeeds(
          host.crinit(
              "standalone",
              "init",
              "shared",
              CONTEXT,
              "--cluster-registry-namespace=shared",
              "--replicas=2",
              "--etcd-servers=" + String.join(",", etcd.urls()),
              "--etcd-cafile=" + authority.file("ca.crt"),
              "--etcd-certfile=" + authority.file("client.crt"),
              "--etcd-keyfile=" + authority.file("client.key")));
      assertThat(host.kubelet().running()).isEqualTo(2);
      assertThat(
              host.api()
                  .get("/apis/policy/v1/namespaces/shared/poddisruptionbudgets")
                  .body()
                  .at("/items/0/spec/maxUnavailable")
                  .asInt())
          .isEqualTo(1);
      create("shared", "one");
      // Each connection goes to the next pod.
      awaitClusters("shared", "one");
      awaitClusters("shared", "one");

      Path backup = host.work().resolve("shared.yaml");
      succeeds(
          host.crinit(
              "upgrade",
              "shared",
              CONTEXT,
              "--cluster-registry-namespace=shared",
              "--image=example.org/clusterregistry:2",
              "--backup=" + backup));
      assertThat(Files.readString(backup)).contains("name: one");
      assertThat(host.kubelet().running()).isEqualTo(2);
      create("shared", "two");
      host.kubelet().killPods();
      awaitClusters("shared", "one", "two");
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(
                          host.crinit(
                                  "status",
                                  "shared",
                                  CONTEXT,
                                  "--cluster-registry-namespace=shared")
                              .out())
                      .contains("2 of 2 ready"));
      succeeds(
          host.crinit(
              "standalone", "delete", "shared", CONTEXT, "--cluster-registry-namespace=shared"));
      assertThat(host.api().get("/api/v1/namespaces/shared").code()).isEqualTo(404);
    }
  }
}
