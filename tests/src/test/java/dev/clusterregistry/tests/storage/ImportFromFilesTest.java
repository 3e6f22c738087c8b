package dev.clusterregistry.tests.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.SqliteOptions;
import dev.clusterregistry.store.SqliteStore;
import dev.clusterregistry.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The second generation: a custom resource in namespaces, with conditions and references. */
class ImportFromFilesTest {
  private static final String KEY = "/clusterregistry.k8s.io/clusters/";

  /** As {@code kubectl get clusters -A -o yaml} gives it. */
  private static final String LIST =
      """
      apiVersion: v1
      kind: List
      metadata:
        resourceVersion: ""
      items:
      - apiVersion: clusterregistry.k8s.io/v1alpha1
        kind: Cluster
        metadata:
          name: west
          namespace: team-b
          uid: 22222222-0000-0000-0000-000000000000
          generation: 3
          resourceVersion: "77"
          creationTimestamp: "2018-06-05T10:00:00Z"
          selfLink: /apis/clusterregistry.k8s.io/v1alpha1/namespaces/team-b/clusters/west
          finalizers: [example.org/hold]
          deletionTimestamp: "2018-06-06T10:00:00Z"
          deletionGracePeriodSeconds: 0
        spec:
          authInfo:
            user: {kind: Secret, name: user, namespace: team-b}
            controller: {kind: Secret, name: ctl}
          kubernetesApiEndpoints:
            caBundle: Y2E=
            serverEndpoints:
            - clientCIDR: 0.0.0.0/0
              serverAddress: 100.0.0.1
        status:
          conditions:
          - type: OK
            status: "True"
            lastHeartbeatTime: "2018-06-05T11:00:00Z"
            lastTransitionTime: null
            reason: ok
            message: all well
      - apiVersion: clusterregistry.k8s.io/v1alpha1
        kind: Cluster
        metadata:
          name: west
          namespace: kube-multicluster-public
          uid: 11111111-0000-0000-0000-000000000000
        spec: {}
      - apiVersion: clusterregistry.k8s.io/v1alpha1
        kind: Cluster
        metadata:
          name: east
          namespace: team-a
          uid: 33333333-0000-0000-0000-000000000000
        spec: {}
      """;

  @TempDir Path folder;

  private String importing(int exitCode, String content, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("clusters.yaml"), content);
    String[] words = {
      "store", "import", "--from-yaml=" + file, "--data-dir=" + folder.resolve("data")
    };
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return Tool.run(exitCode, all);
  }

  private Map<String, String> imported() {
    Map<String, String> values = new LinkedHashMap<>();
    try (Store store = SqliteStore.open(folder.resolve("data"), SqliteOptions.defaults())) {
      for (Entry entry : store.scan(KEY).entries()) {
        values.put(entry.key().substring(KEY.length()), new String(entry.value(), UTF_8));
      }
    }
    return values;
  }

  @Test
  void clustersOfSeveralNamespacesGetNamesByTheRule() throws Exception {
    assertThat(importing(0, LIST))
        .contains(
            "west.team-b (",
            "clusters.yaml item 1): is called west.team-b, because west is another namespace's\n")
        .contains("Imported 3 of 3 clusters: 3 new");
    Map<String, String> values = imported();
    assertThat(values).containsOnlyKeys("east", "west", "west.team-b");
    assertThat(values.get("west"))
        .contains(
            "\"uid\":\"11111111-",
            "\"clusterregistry.k8s.io/imported-from-namespace\":\"kube-multicluster-public\"");
    assertThat(values.get("west.team-b"))
        .contains(
            "\"name\":\"west.team-b\"",
            "\"generation\":3",
            "\"creationTimestamp\":\"2018-06-05T10:00:00Z\"",
            "\"deletionTimestamp\":\"2018-06-06T10:00:00Z\"",
            "\"deletionGracePeriodSeconds\":0",
            "\"finalizers\":[\"example.org/hold\"]",
            "\"imported-from-namespace\":\"team-b\"".replace("\"imp", "/imp"),
            "\"user\":{\"kind\":\"Secret\",\"name\":\"user\",\"namespace\":\"team-b\"}",
            "\"controller\":{\"kind\":\"Secret\",\"name\":\"ctl\"}",
            "\"conditions\":[{\"type\":\"OK\",\"status\":\"True\",\"lastHeartbeatTime\":"
                + "\"2018-06-05T11:00:00Z\",\"reason\":\"ok\",\"message\":\"all well\"}]")
        .doesNotContain("selfLink", "resourceVersion");

    assertThat(importing(0, LIST)).contains("Imported 0 of 3 clusters: 0 new, 0 overwritten, 3 ");
    assertThat(imported()).isEqualTo(values);
  }

  @Test
  void whoWasImportedBeforeKeepsItsNameWhenAnotherNamespaceGetsOneOfThatName() throws Exception {
    String later = LIST.replace("name: east\n    namespace: team-a", "name: x\n    namespace: x");
    importing(
        0,
        LIST.substring(
            0,
            LIST.indexOf(
                "- apiVersion: clusterregistry.k8s.io/v1alpha1\n"
                    + "  kind: Cluster\n"
                    + "  metadata:\n"
                    + "    name: west\n"
                    + "    namespace: kube")));
    assertThat(imported()).containsOnlyKeys("west");
    assertThat(importing(0, later))
        .contains("west.kube-multicluster-public (")
        .contains("2 new, 0 overwritten, 1 here already");
    assertThat(imported()).containsOnlyKeys("west", "west.kube-multicluster-public", "x");
    assertThat(imported().get("west")).contains("\"uid\":\"22222222-");
  }

  @Test
  void documentsOfOneFileAndTypedListsAreRead() throws Exception {
    assertThat(
            importing(
                0,
                """
                # a comment
                ---
                ---
                kind: Cluster
                apiVersion: clusterregistry.k8s.io/v1alpha1
                metadata: {name: one}
                ---
                {"kind": "ClusterList", "apiVersion": "clusterregistry.k8s.io/v1alpha1",
                 "items": [{"metadata": {"name": "two"}}, {"metadata": {"name": "three"}}]}
                """))
        .contains("3 new");
    assertThat(imported()).containsOnlyKeys("one", "three", "two");
  }

  @Test
  void whatIsNoClusterIsNamedWithItsPlace() throws Exception {
    assertThat(
            importing(
                1,
                """
                kind: Cluster
                apiVersion: clusterregistry.k8s.io/v1alpha1
                metadata: {name: Wrong_Name}
                ---
                kind: Pod
                apiVersion: v1
                metadata: {name: p}
                ---
                kind: Cluster
                apiVersion: clusterregistry.k8s.io/v1alpha1
                spec: {}
                ---
                kind: Cluster
                apiVersion: clusterregistry.k8s.io/v1alpha1
                metadata: {name: good, labels: {"not a label": x}}
                """))
        .contains("clusters.yaml document 1): the name \"Wrong_Name\" is not possible: ")
        .contains("clusters.yaml document 2): no kind \"Pod\" is registered for version \"v1\"")
        .contains("clusters.yaml document 3): it has no name\n")
        .contains("clusters.yaml document 4): is taken over as it is, but has to be mended when")
        .contains("Nothing is written");
    assertThat(importing(1, "a: b: c")).contains("): yaml: ");
    assertThat(imported()).isEmpty();
    assertThat(Tool.run(1, "store", "import"))
        .isEqualTo(
            "Error: store import needs one of --from-etcd, --from-yaml and --from-kubeconfig\n");
  }
}
