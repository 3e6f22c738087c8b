package dev.clusterregistry.tests.crinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.tests.crinit.HostCluster.Outcome;
import dev.clusterregistry.tests.endtoend.Api;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The life of one aggregated registry behind the real kube-aggregator, in this order. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300) // it deploys and waits as an administrator does
class AggregatedDeploymentTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String CONTEXT = "--host-cluster-context=host";
  private static final String SERVICE = "clusterregistry/foo";

  @SuppressWarnings("NullAway.Init")
  private HostCluster host;

  @SuppressWarnings("NullAway.Init")
  private String kubeconfigBefore;

  private @Nullable Aggregator aggregator;
  private @Nullable ServiceProxy service;
  private @Nullable Front front;

  @BeforeAll
  @Timeout(900) // Go may have to fetch and build the aggregator
  void startTheHost(@TempDir Path folder) throws Exception {
    assumeThat(Aggregator.isPossible()).as("there are Go, etcd, kubectl and unshare").isTrue();
    host = HostCluster.start(folder);
    Files.writeString(
        folder.resolve("tokens.csv"),
        InCluster.TOKEN
            + ",system:serviceaccount:clusterregistry:clusterregistry-k8s-io-apiserver,uid-pod,"
            + "\"system:serviceaccounts,system:serviceaccounts:clusterregistry\"\n",
        StandardOpenOption.APPEND);
    aggregator = new Aggregator(folder);
    trust(aggregator.proxyAuthority());
    service = ServiceProxy.listen("127.0.0.1", 0, () -> host.kubelet().endpoint(SERVICE));
    Path own = Files.copy(host.kubeconfig(), folder.resolve("host.kubeconfig"));
    aggregator.start(own, SERVICE, "127.0.0.1:" + service.port());
    front = Front.of(aggregator.url(), host.url());
    Files.writeString(host.kubeconfig(), front.kubeconfig(Files.readString(host.kubeconfig())));
    kubeconfigBefore = Files.readString(host.kubeconfig());
  }

  /** What kube-apiserver would write down about its aggregation layer. */
  private void trust(String authority) throws Exception {
    ObjectNode map = new JsonMapper().createObjectNode();
    map.putObject("metadata").put("name", "extension-apiserver-authentication");
    map.putObject("data")
        .put("requestheader-client-ca-file", authority)
        .put("requestheader-allowed-names", "[\"front-proxy-client\"]")
        .put("requestheader-username-headers", "[\"X-Remote-User\"]")
        .put("requestheader-group-headers", "[\"X-Remote-Group\"]")
        .put("requestheader-extra-headers-prefix", "[\"X-Remote-Extra-\"]");
    assertThat(host.api().post("/api/v1/namespaces/kube-system/configmaps", map.toString()).code())
        .isEqualTo(201);
    created(
        "namespaces/kube-system/roles",
        """
        {"metadata":{"name":"extension-apiserver-authentication-reader"},"rules":[{"apiGroups":[""],
          "resources":["configmaps"],"verbs":["get","list","watch"],
          "resourceNames":["extension-apiserver-authentication"]}]}
        """);
  }

  @AfterAll
  void stopTheHost() throws Exception {
    if (front != null) {
      front.close();
    }
    if (aggregator != null) {
      aggregator.close();
    }
    if (service != null) {
      service.close();
    }
    if (host != null) {
      host.close();
    }
  }

  private void succeeds(Outcome outcome) {
    assertThat(outcome.code())
        .as("%s, kubelet: %s", outcome, host.kubelet().lastProblem())
        .isZero();
  }

  private void created(String resource, String object) throws Exception {
    Api.Answer answer = host.api().post("/apis/rbac.authorization.k8s.io/v1/" + resource, object);
    assertThat(answer.code()).as("%s", answer.body()).isEqualTo(201);
  }

  private Outcome kubectl(String arguments) throws Exception {
    return host.shell("kubectl " + arguments);
  }

  @Test
  @Order(1)
  void theGuidesCommandsDeployItAndReachItThroughTheAggregator() throws Exception {
    List<String> commands = GuideTest.commands("Aggregated API server");
    assertThat(commands).hasSize(2);
    Outcome outcome = host.crinit(commands.getFirst().substring("crinit ".length()).split(" ", -1));
    succeeds(outcome);
    assertThat(outcome.out())
        .startsWith(
            """
            Creating a namespace clusterregistry for the cluster registry... done
            Creating cluster registry API server service... done
            Creating cluster registry objects (credentials, persistent volume claim)... done
            Creating RBAC objects... done
            Creating cluster registry deployment... done
            Creating cluster registry Kubernetes API Service... done
            Updating kubeconfig... done
            Waiting for the cluster registry API server to come up...\
            """)
        .endsWith(
            "Waiting for the cluster registry API to be available via the aggregator... done\n");
    assertThat(host.shell(commands.getLast()).err()).isEqualTo("No resources found\n");
  }

  @Test
  @Order(2)
  void kubectlUsesItThroughTheHost() throws Exception {
    succeeds(
        host.shell(
            """
            kubectl apply --validate=false -f - --context host <<EOF
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
            """));
    assertThat(kubectl("get clusters --context host").out()).contains("test-cluster");
  }

  /**
   * This host's own role view would reach clusters without crinit, for it is a registry; so the
   * role is one that takes in, in the same way, no more than what crinit has made.
   */
  @Test
  @Order(3)
  void whoHasTheHostsRoleViewReadsAndDoesNotWrite() throws Exception {
    assertThat(kubectl("get clusters --context jane").err()).contains("Forbidden");
    created(
        "clusterroles",
        """
        {"metadata":{"name":"like-view"},"rules":[],"aggregationRule":{"clusterRoleSelectors":[
          {"matchLabels":{"rbac.authorization.k8s.io/aggregate-to-view":"true",
            "app.kubernetes.io/managed-by":"crinit"}}]}}
        """);
    created(
        "clusterrolebindings",
        """
        {"metadata":{"name":"jane"},
          "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"like-view"},
          "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"jane"}]}
        """);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(kubectl("get clusters --context jane -o name").out())
                    .contains("test-cluster"));
    assertThat(kubectl("delete cluster test-cluster --context jane").err()).contains("Forbidden");
  }

  @Test
  @Order(4)
  void whatIsThereSurvivesThePod() throws Exception {
    host.kubelet().killPods();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(kubectl("get clusters --context host -o name").out())
                    .contains("test-cluster"));
  }

  @Test
  @Order(5)
  void statusShowsItAndAnotherOneIsRefused() {
    Outcome status = host.crinit("status", "foo", CONTEXT);
    succeeds(status);
    assertThat(status.out()).contains("Mode:         aggregated", "Reachable:    yes");
    Outcome other =
        host.crinit("aggregated", "init", "other", CONTEXT, "--cluster-registry-namespace=other");
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.err()).contains("already exists and leads to the service clusterregistry/foo");
  }

  @Test
  @Order(6)
  void anUpgradeSavesTheClusters() throws Exception {
    Path backup = host.work().resolve("backup.yaml");
    succeeds(
        host.crinit(
            "upgrade",
            "foo",
            CONTEXT,
            "--image=example.org/clusterregistry:2",
            "--backup=" + backup));
    assertThat(Files.readString(backup)).contains("name: test-cluster");
    assertThat(kubectl("get clusters --context host").out()).contains("test-cluster");
  }

  @Test
  @Order(7)
  void deleteLeavesNothing() throws Exception {
    Outcome outcome = host.crinit("aggregated", "delete", "foo", CONTEXT);
    succeeds(outcome);
    assertThat(outcome.out())
        .isEqualTo(
            """
            Delete kubeconfig entry foo... done
            Deleting cluster registry Kubernetes API Service... done
            Deleting RBAC objects... done
            Deleting cluster registry namespace clusterregistry... done
            Waiting for the cluster registry to be deleted... done
            """);
    assertThat(
            kubectl("get --raw /apis/apiregistration.k8s.io/v1/apiservices --context host").out())
        .doesNotContain("v1alpha1.clusterregistry.k8s.io");
    for (String kind : List.of("clusterroles", "clusterrolebindings", "rolebindings")) {
      for (JsonNode left :
          host.api().get("/apis/rbac.authorization.k8s.io/v1/" + kind).body().path("items")) {
        assertThat(left.at("/metadata/labels/app.kubernetes.io~1managed-by").asString(""))
            .as("%s", left)
            .isNotEqualTo("crinit");
      }
    }
    assertThat(host.api().get("/api/v1/namespaces/clusterregistry").code()).isEqualTo(404);
    assertThat(Files.readString(host.kubeconfig())).isEqualTo(kubeconfigBefore);
  }
}
