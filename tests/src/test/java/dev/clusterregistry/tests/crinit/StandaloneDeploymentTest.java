package dev.clusterregistry.tests.crinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.tests.crinit.HostCluster.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The life of one standalone registry, from its deployment to its deletion, in this order. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300) // it deploys and waits as an administrator does
class StandaloneDeploymentTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String CONTEXT = "--host-cluster-context=host";

  @SuppressWarnings("NullAway.Init")
  private HostCluster host;

  @SuppressWarnings("NullAway.Init")
  private String kubeconfigBefore;

  @BeforeAll
  void startTheHost(@TempDir Path folder) throws Exception {
    host = HostCluster.start(folder);
    kubeconfigBefore = Files.readString(host.kubeconfig());
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

  private String kubectl(String arguments) throws Exception {
    Outcome outcome = host.shell("kubectl " + arguments);
    succeeds(outcome);
    return outcome.out() + outcome.err();
  }

  private String clusters() throws Exception {
    return kubectl("get clusters --context foo -o name");
  }

  @Test
  @Order(1)
  void initDeploysIt() {
    Outcome outcome =
        host.crinit("standalone", "init", "foo", CONTEXT, "--apiserver-enable-token-auth");
    succeeds(outcome);
    assertThat(outcome.out())
        .startsWith(
            """
            Creating a namespace clusterregistry for the cluster registry... done
            Creating cluster registry API server service... done
            Creating cluster registry objects (credentials, persistent volume claim)... done
            Creating cluster registry deployment... done
            Updating kubeconfig... done
            Waiting for the cluster registry API server to come up... done
            Cluster registry API server is running at: 127.\
            """);
  }

  @Test
  @Order(2)
  void kubectlUsesItAsTheGuideSays() throws Exception {
    assertThat(kubectl("get clusters --context foo")).isEqualTo("No resources found\n");
    Outcome applied =
        host.shell(
            """
            kubectl apply -f - --context foo <<EOF
            kind: Cluster
            apiVersion: clusterregistry.k8s.io/v1alpha1
            metadata:
              name: test-cluster
            spec:
              kubernetesApiEndpoints:
                serverEndpoints:
                  - clientCIDR: "0.0.0.0/0"
                    serverAddress: "100.0.0.0"
            EOF
            """);
    succeeds(applied);
    assertThat(kubectl("get clusters --context foo")).contains("test-cluster");
  }

  @Test
  @Order(3)
  void theTokenOfTheKubeconfigIsTheAdministrators() throws Exception {
    String token =
        kubectl("config view --raw -o 'jsonpath={.users[?(@.name==\"foo\")].user.token}'");
    assertThat(token).isNotBlank();
    Outcome who =
        host.shell(
            "kubectl config view --raw --minify --context foo > one.kubeconfig && kubectl"
                + " --kubeconfig one.kubeconfig config set-credentials t --token "
                + token
                + " && kubectl --kubeconfig one.kubeconfig --user t auth whoami -o"
                + " 'jsonpath={.status.userInfo.groups}'");
    assertThat(who.out()).contains("system:masters");
  }

  @Test
  @Order(4)
  void whatIsThereSurvivesThePod() throws Exception {
    host.kubelet().killPods();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(host.shell("kubectl get clusters --context foo -o name").out())
                    .contains("test-cluster"));
  }

  @Test
  @Order(5)
  void initAgainChangesNothingThatMatters() throws Exception {
    int pods = host.kubelet().running();
    succeeds(host.crinit("standalone", "init", "foo", CONTEXT, "--apiserver-enable-token-auth"));
    assertThat(host.kubelet().running()).isEqualTo(pods);
    assertThat(clusters()).contains("test-cluster");
  }

  @Test
  @Order(6)
  void statusAndListShowIt() {
    Outcome status = host.crinit("status", "foo", CONTEXT);
    succeeds(status);
    assertThat(status.out())
        .contains("Mode:         standalone", "1 of 1 ready", "Reachable:    yes")
        .containsPattern("server +until .*\\(36[45] days\\)")
        .containsPattern("authority +until .*\\(36(49|50) days\\)")
        .containsPattern("administrator +until .*\\(36[45] days\\)");
    Outcome list = host.crinit("list", CONTEXT);
    succeeds(list);
    assertThat(list.out()).containsPattern("foo +clusterregistry +standalone +1/1 ");
  }

  @Test
  @Order(7)
  void renewedCertificatesAreServedWithoutARestart() throws Exception {
    String before = served();
    succeeds(host.crinit("certs", "renew", "foo", CONTEXT));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(served()).isNotEqualTo(before));
    assertThat(clusters()).contains("test-cluster");
  }

  /** The serial number of the certificate that the server shows. */
  private String served() throws Exception {
    String address =
        kubectl("config view -o 'jsonpath={.clusters[?(@.name==\"foo\")].cluster.server}'");
    Outcome outcome =
        host.shell(
            "openssl s_client -connect "
                + address.strip().replace("https://", "")
                + ":443 </dev/null 2>&1 | openssl x509 -noout -serial");
    assertThat(outcome.out()).startsWith("serial=");
    return outcome.out();
  }

  @Test
  @Order(8)
  void anUpgradeSavesTheObjectsAndBringsTheNewPods() throws Exception {
    Path backup = host.work().resolve("backup.yaml");
    Outcome outcome =
        host.crinit(
            "upgrade",
            "foo",
            CONTEXT,
            "--image=example.org/clusterregistry:2",
            "--backup=" + backup);
    succeeds(outcome);
    assertThat(Files.readString(backup)).contains("name: test-cluster", "kind: ClusterRoleBinding");
    assertThat(
            kubectl(
                "get deployment foo-apiserver -n clusterregistry --context host -o"
                    + " 'jsonpath={.spec.template.spec.containers[0].image}'"))
        .isEqualTo("example.org/clusterregistry:2");
    assertThat(clusters()).contains("test-cluster");
  }

  @Test
  @Order(9)
  void anUpgradeWhosePodsDoNotComeUpIsRolledBack() throws Exception {
    Outcome outcome =
        host.crinit(
            "upgrade",
            "foo",
            CONTEXT,
            "--image=missing/clusterregistry:3",
            "--timeout=5s",
            "--backup=" + host.work().resolve("backup2.yaml"));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains(
            "ImagePullBackOff",
            "The image missing/clusterregistry:3 cannot be had",
            "The upgrade has been rolled back");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(clusters()).contains("test-cluster"));
    assertThat(host.crinit("status", "foo", CONTEXT).out())
        .contains("example.org/clusterregistry:2", "1 of 1 ready");
  }

  @Test
  @Order(10)
  void deleteLeavesNothing() throws Exception {
    Outcome outcome = host.crinit("standalone", "delete", "foo", CONTEXT);
    succeeds(outcome);
    assertThat(outcome.out())
        .isEqualTo(
            """
            Delete kubeconfig entry foo... done
            Deleting cluster registry namespace clusterregistry... done
            Waiting for the cluster registry to be deleted... done
            """);
    assertThat(Files.readString(host.kubeconfig())).isEqualTo(kubeconfigBefore);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(host.kubelet().running()).isZero());
    for (String path :
        Stream.of("services", "secrets", "persistentvolumeclaims", "pods")
            .map(one -> "/api/v1/" + one)
            .toList()) {
      assertThat(host.api().get(path).body().path("items")).as(path).isEmpty();
    }
    assertThat(host.api().get("/apis/apps/v1/deployments").body().path("items")).isEmpty();
    assertThat(host.api().get("/api/v1/namespaces/clusterregistry").code()).isEqualTo(404);
    Outcome again = host.crinit("standalone", "delete", "foo", CONTEXT);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).startsWith("Error: there is nothing of a cluster registry \"foo\"");
    succeeds(host.crinit("standalone", "delete", "foo", CONTEXT, "--ignore-errors"));
  }
}
