package dev.clusterregistry.tests.crinit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import tools.jackson.databind.node.ObjectNode;

/** What goes wrong on a host: said with its reason, mended by the same command or by delete. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(300) // it deploys and waits as an administrator does
class FaultsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String CONTEXT = "--host-cluster-context=host";
  private static final String SOON = "--timeout=3s";

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

  private Outcome init(String name, String... more) {
    return crinit("init", name, more);
  }

  private Outcome delete(String name) {
    return crinit("delete", name);
  }

  private Outcome crinit(String verb, String name, String... more) {
    String[] words = new String[5 + more.length];
    System.arraycopy(
        new String[] {"standalone", verb, name, CONTEXT, "--cluster-registry-namespace=" + name},
        0,
        words,
        0,
        5);
    System.arraycopy(more, 0, words, 5, more.length);
    return host.crinit(words);
  }

  private void succeeds(Outcome outcome) {
    assertThat(outcome.code())
        .as("%s, kubelet: %s", outcome, host.kubelet().lastProblem())
        .isZero();
  }

  private static void fails(Outcome outcome, String... texts) {
    assertThat(outcome.code()).as("%s", outcome).isEqualTo(1);
    assertThat(outcome.err()).startsWith("Error: ").contains(texts);
  }

  @Test
  void aServiceThatGetsNoAddressIsGivenUpWithAdviceAndInitGoesOnLater() {
    host.kubelet().breakDown("loadbalancers");
    try {
      fails(
          init("lb", SOON),
          "services \"lb\" in namespace \"lb\" has got no address within 3s",
          "--api-server-service-type=NodePort",
          "What has been made stays. To go on, run the same command again; to remove it:\n"
              + "  crinit standalone delete lb --cluster-registry-namespace=lb");
    } finally {
      host.kubelet().mend("loadbalancers");
    }
    succeeds(init("lb"));
    succeeds(delete("lb"));
  }

  @Test
  void aClaimWithoutAVolumeIsNamedWithItsEvents() {
    host.kubelet().breakDown("volumes");
    try {
      fails(
          init("pvc", SOON),
          "pods are not ready within 3s",
          "persistentvolumeclaims \"pvc-data-claim\" in namespace \"pvc\" is Pending",
          "event ProvisioningFailed: no volume can be made on this host",
          "--etcd-pv-storage-class");
      succeeds(delete("pvc"));
    } finally {
      host.kubelet().mend("volumes");
    }
  }

  @Test
  void anImageThatIsNotToBeHadIsNamed() {
    fails(
        init("image", SOON, "--image=missing/clusterregistry:1"),
        "container clusterregistry: ImagePullBackOff: Back-off pulling image",
        "event Failed: Failed to pull image missing/clusterregistry:1",
        "name one that they can pull with --image");
    succeeds(init("image"));
    succeeds(delete("image"));
  }

  @Test
  void aQuotaThatIsUsedUpIsSaid() {
    host.kubelet().breakDown("quota");
    try {
      fails(
          init("quota", SOON),
          "deployments \"quota-apiserver\" in namespace \"quota\": exceeded quota: pods",
          "A quota of the namespace is used up: raise it");
    } finally {
      host.kubelet().mend("quota");
    }
    succeeds(init("quota"));
    succeeds(delete("quota"));
  }

  @Test
  void anObjectOfSomebodyElseStopsHalfWayAndIsLeftAsItIs() throws Exception {
    host.api().post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"half\"}}");
    String deployment = "/apis/apps/v1/namespaces/half/deployments";
    host.api()
        .post(
            deployment,
            "{\"metadata\":{\"name\":\"half-apiserver\"},\"spec\":{\"replicas\":0,\"template\":{\"spec\":{\"containers\":[{\"image\":\"missing/x\"}]}}}}");
    fails(
        init("half"),
        "deployments \"half-apiserver\" in namespace \"half\" already exists, and crinit has not"
            + " made it");
    assertThat(host.api().get(deployment + "/half-apiserver").body().at("/spec/replicas").asInt(-1))
        .isZero();
    assertThat(host.api().delete(deployment + "/half-apiserver").code()).isEqualTo(200);
    succeeds(init("half"));
    Outcome deleted = delete("half");
    succeeds(deleted);
    assertThat(deleted.out()).contains("The namespace half stays: crinit has not made it.");
    assertThat(host.api().get("/api/v1/namespaces/half").code()).isEqualTo(200);
    assertThat(host.api().get("/api/v1/namespaces/half/secrets").body().path("items")).isEmpty();
    assertThat(host.api().get("/api/v1/namespaces/half/services").body().path("items")).isEmpty();
  }

  @Test
  void aNamespaceThatIsBeingDeletedIsWaitedForByNobody() throws Exception {
    host.api().post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"going\"}}");
    String map = "/api/v1/namespaces/going/configmaps";
    host.api()
        .post(map, "{\"metadata\":{\"name\":\"stuck\",\"finalizers\":[\"example.org/stuck\"]}}");
    host.api().delete("/api/v1/namespaces/going");
    fails(init("going"), "namespaces \"going\" is being deleted (Terminating)");
    ObjectNode stuck = (ObjectNode) host.api().get(map + "/stuck").body();
    stuck.withObject("/metadata").remove("finalizers");
    assertThat(host.api().put(map + "/stuck", stuck.toString()).code()).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(host.api().get("/api/v1/namespaces/going").code()).isEqualTo(404));
  }

  @Test
  void whoMayNotDeployIsToldAllThatIsMissingBeforeTheFirstWrite() throws Exception {
    fails(
        host.crinit("standalone", "init", "forbidden", "--host-cluster-context=jane"),
        "you may not do what deploying needs",
        "create namespaces\n",
        "create deployments in namespace clusterregistry",
        "Nothing has been changed");
    assertThat(host.api().get("/api/v1/namespaces/clusterregistry").code()).isEqualTo(404);
  }

  @Test
  void aStorageClassThatDoesNotExistIsRefusedBeforeTheFirstWrite() throws Exception {
    fails(
        init("class", "--etcd-pv-storage-class=fast"),
        "storage class \"fast\" does not exist; there is standard");
    assertThat(host.api().get("/api/v1/namespaces/class").code()).isEqualTo(404);
  }

  @Test
  void aHostWithoutAggregationIsToldTheFlagsThatItLacks() throws Exception {
    fails(
        host.crinit("aggregated", "init", "agg", CONTEXT, "--cluster-registry-namespace=agg"),
        "the aggregation layer of the host's API server is not enabled",
        "--requestheader-client-ca-file\n",
        "--proxy-client-cert-file");
    assertThat(host.api().get("/api/v1/namespaces/agg").code()).isEqualTo(404);
  }

  @Test
  void aContextOfSomebodyElseIsNotReplacedUnlessForced() throws Exception {
    String before = Files.readString(host.kubeconfig());
    fails(
        crinit("init", "host"),
        "the kubeconfig has a context, cluster or user \"host\" already, which crinit has not made",
        "--force");
    assertThat(Files.readString(host.kubeconfig())).isEqualTo(before);
  }

  @Test
  void connectionsThatBreakAreTriedAgain() throws Exception {
    try (UnreliableNetwork network = UnreliableNetwork.before(host.url())) {
      Path kubeconfig = host.work().resolve("unreliable.kubeconfig");
      Files.writeString(
          kubeconfig, Files.readString(host.kubeconfig()).replace(host.url(), network.url()));
      succeeds(
          crinit("init", "net", "--kubeconfig=" + kubeconfig, "--etcd-persistent-storage=false"));
      assertThat(network.broken()).isPositive();
      succeeds(crinit("delete", "net", "--kubeconfig=" + kubeconfig));
    }
  }

  @Test
  void anObjectThatTheHostRefusesHalfWayIsNamedAndInitGoesOn() throws Exception {
    try (Front front = Front.of(host.url(), host.url())) {
      Path kubeconfig = host.work().resolve("strict.kubeconfig");
      Files.writeString(kubeconfig, front.kubeconfig(Files.readString(host.kubeconfig())));
      String there = "--kubeconfig=" + kubeconfig;
      front.refuse("deployments");
      fails(
          init("strict", there, "--etcd-persistent-storage=false"),
          "cannot create deployments \"strict-apiserver\" in namespace \"strict\": admission webhook"
              + " \"policy.example.org\" denied the request: no deployments here",
          "To go on, run the same command again");
      fails(
          init("strict", there, "--etcd-persistent-storage=false", "--dry-run=server"),
          "denied the request");
      front.refuse(null);
      succeeds(init("strict", there, "--etcd-persistent-storage=false"));
      front.refuse("services");
      fails(crinit("delete", "strict", there), "denied the request");
      front.refuse(null);
      succeeds(crinit("delete", "strict", there));
      assertThat(host.api().get("/api/v1/namespaces/strict").code()).isEqualTo(404);
    }
  }

  @Test
  void aDryRunOnTheServerLeavesNothing() throws Exception {
    Outcome outcome = init("dry", "--dry-run=server", "--etcd-pv-storage-class=standard");
    succeeds(outcome);
    assertThat(outcome.out())
        .contains("Not checked, since the namespace dry does not exist yet: services \"dry\"")
        .endsWith("Cluster registry can be run (dry run)\n");
    assertThat(host.api().get("/api/v1/namespaces/dry").code()).isEqualTo(404);
  }

  @Test
  void aKubeconfigThatCannotBeChangedStopsInitBeforeTheFirstWrite() throws Exception {
    Path kubeconfig = host.work().resolve("locked.kubeconfig");
    String there = "--kubeconfig=" + kubeconfig;
    Files.copy(host.kubeconfig(), kubeconfig);
    Path lock = Files.createFile(kubeconfig.resolveSibling("locked.kubeconfig.lock"));
    fails(init("locked", there), "is locked by another program", lock.toString());
    Files.delete(lock);
    Files.writeString(kubeconfig, "clusters: {");
    fails(init("locked", there), "is malformed and has been left as it is");
    assertThat(Files.readString(kubeconfig)).isEqualTo("clusters: {");
    assertThat(host.api().get("/api/v1/namespaces/locked").code()).isEqualTo(404);
  }

  @Test
  void aDefinitionThatOccupiesTheGroupIsLeftAloneWithTheWayToMigrate() throws Exception {
    String maps = "/api/v1/namespaces/kube-system/configmaps";
    String definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    host.api()
        .post(
            maps,
            """
            {"metadata":{"name":"extension-apiserver-authentication"},"data":{
              "requestheader-client-ca-file":"x","requestheader-username-headers":"x",
              "requestheader-group-headers":"x","requestheader-extra-headers-prefix":"x"}}
            """);
    host.api().post(definitions, "{\"metadata\":{\"name\":\"clusters.clusterregistry.k8s.io\"}}");
    try {
      fails(
          host.crinit("aggregated", "init", "crd", CONTEXT, "--cluster-registry-namespace=crd"),
          "clusters.clusterregistry.k8s.io",
          "occupies the API group",
          "To migrate: save them",
          "Nothing has been changed");
      assertThat(host.api().get("/api/v1/namespaces/crd").code()).isEqualTo(404);
    } finally {
      host.api().delete(definitions + "/clusters.clusterregistry.k8s.io");
      host.api().delete(maps + "/extension-apiserver-authentication");
    }
  }

  @Test
  void ctrlCSaysWhatThereIsAndDeleteRemovesIt() throws Exception {
    host.kubelet().breakDown("loadbalancers");
    try {
      Process crinit = host.launch("standalone", "init", "ctrl", CONTEXT);
      String services = "/api/v1/namespaces/clusterregistry/services/ctrl";
      await().atMost(PATIENCE).until(() -> host.api().get(services).code() == 200);
      crinit.toHandle().destroy(); // SIGTERM, which Java handles as it does SIGINT
      assertThat(crinit.waitFor(PATIENCE)).isTrue();
      assertThat(new String(crinit.getErrorStream().readAllBytes(), UTF_8))
          .contains(
              "Interrupted. What has been made stays. To go on, run the same command again; to"
                  + " remove it:\n  crinit standalone delete ctrl");
    } finally {
      host.kubelet().mend("loadbalancers");
    }
    succeeds(host.crinit("standalone", "delete", "ctrl", CONTEXT));
    assertThat(host.api().get("/api/v1/namespaces/clusterregistry").code()).isEqualTo(404);
  }

  @Test
  void nodePortsAreAddressesOfTheNodes() throws Exception {
    Outcome outcome = init("port", "--api-server-service-type=NodePort");
    succeeds(outcome);
    assertThat(outcome.out()).containsPattern("is running at: 127\\.0\\.0\\.1:[0-9]+\n");
    Outcome clusters = host.shell("kubectl get clusters --context port");
    assertThat(clusters.err()).isEqualTo("No resources found\n");
    succeeds(delete("port"));
  }
}
