package dev.clusterregistry.tests.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.SqliteOptions;
import dev.clusterregistry.store.SqliteStore;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.etcd.Etcd;
import dev.clusterregistry.store.etcd.EtcdOptions;
import dev.clusterregistry.store.etcd.EtcdStore;
import dev.clusterregistry.store.etcd.NeedsEtcd;
import dev.clusterregistry.store.etcd.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the original API server left in its etcd, taken over into both stores. */
@NeedsEtcd
class ImportFromEtcdTest {
  private static final String KEY = "/clusterregistry.k8s.io/clusters/";
  private static final String STORED =
      "J{\"kind\":\"Cluster\",\"apiVersion\":\"clusterregistry.k8s.io/v1alpha1\",\"metadata\":{"
          + "\"name\":\"stored\",\"uid\":\"d453c48d-e68c-11f1-b004-e682b902cbf7\","
          + "\"creationTimestamp\":\"2026-11-22T15:53:15Z\",\"labels\":{\"k\":\"v\"}},"
          + "\"spec\":{\"kubernetesApiEndpoints\":{\"serverEndpoints\":[{\"clientCIDR\":\"0.0.0.0/0\","
          + "\"serverAddress\":\"100.0.0.0\"}],\"caBundle\":\"Y2E=\"},\"authInfo\":{\"providers\":["
          + "{\"name\":\"p\",\"type\":{\"name\":\"t\"},\"config\":{\"a\":\"1\"}}]}}}";

  private static Etcd etcd;
  @TempDir Path folder;

  @BeforeAll
  static void start() {
    etcd = Etcd.start(1);
  }

  @AfterAll
  static void stop() {
    etcd.close();
  }

  private static EtcdStore onEtcd(String prefix) {
    return EtcdStore.open(
        EtcdOptions.of(etcd.urls(), prefix)
            .withCompactionInterval(Duration.ZERO)
            .withTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(10)));
  }

  private static void original(String prefix, String name, byte[] value) {
    try (Store store = onEtcd(prefix)) {
      assertThat(store.put("/clusters/" + name, value, 0)).isNotNull();
    }
  }

  private String importFrom(int exitCode, String prefix, String... more) {
    String[] words = {
      "store",
      "import",
      "--from-etcd=" + String.join(",", etcd.urls()),
      "--from-prefix=" + prefix,
      "--data-dir=" + folder.resolve("data")
    };
    return Tool.run(exitCode, with(words, more));
  }

  private Map<String, String> imported() {
    try (Store store = SqliteStore.open(folder.resolve("data"), SqliteOptions.defaults())) {
      return texts(store);
    }
  }

  private static Map<String, String> texts(Store store) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Entry entry : store.scan(KEY).entries()) {
      values.put(entry.key().substring(KEY.length()), new String(entry.value(), UTF_8));
    }
    return values;
  }

  @Test
  void everythingIsTakenOverAndASecondTimeNothingChanges() {
    original("/one", "stored", Originals.stored());
    original("/one", "full", Originals.full());
    original("/one", "c1", Originals.json());

    assertThat(importFrom(0, "/one", "--dry-run"))
        .isEqualTo(
            "Dry run, nothing is written: would import 3 of 3 clusters: 3 new, 0 overwritten,"
                + " 0 here already, 0 different, 0 unreadable\n");
    assertThat(imported()).isEmpty();
    assertThat(importFrom(0, "/one")).startsWith("Imported 3 of 3 clusters: 3 new, ");
    Map<String, String> values = imported();
    assertThat(values).containsOnlyKeys("c1", "full", "stored").containsEntry("stored", STORED);
    assertThat(values.get("full"))
        .contains(
            "\"uid\":\"7efb9ddf-e68c-11f1-b004-e682b902cbf7\"",
            "\"annotations\":{\"n\":\"v\"}",
            "\"serverAddress\":\"10.1.2.3:6443\"",
            "{\"name\":\"p\",\"type\":{\"name\":\"oidc\"},\"config\":{\"a\":\"1\",\"b\":\"2\"}}")
        .doesNotContain("selfLink", "resourceVersion");

    assertThat(importFrom(0, "/one"))
        .isEqualTo(
            "Imported 0 of 3 clusters: 0 new, 0 overwritten, 3 here already, 0 different,"
                + " 0 unreadable\n");
    assertThat(imported()).isEqualTo(values);
  }

  @Test
  void intoTheSameEtcdUnderTheSamePrefix() {
    original("/same", "stored", Originals.stored());
    String text =
        Tool.run(
            0,
            "store",
            "import",
            "--from-etcd=" + etcd.urls().getFirst(),
            "--from-prefix=/same",
            "--etcd-servers=" + etcd.urls().getFirst(),
            "--etcd-prefix=/same");
    assertThat(text).startsWith("Imported 1 of 1 clusters: 1 new");
    try (Store store = onEtcd("/same")) {
      assertThat(texts(store)).containsExactly(Map.entry("stored", STORED));
      assertThat(store.scan("/clusters/").entries()).hasSize(1);
    }
  }

  @Test
  void aClusterThatDiffersStaysUnlessItIsToBeOverwritten() {
    original("/differs", "stored", Originals.stored());
    importFrom(0, "/differs");
    String changed = STORED.replace("\"k\":\"v\"", "\"k\":\"w\"");
    try (Store store = SqliteStore.open(folder.resolve("data"), SqliteOptions.defaults())) {
      Entry entry = store.scan(KEY).entries().getFirst();
      store.put(entry.key(), changed.getBytes(UTF_8), entry.revision());
    }
    assertThat(importFrom(1, "/differs"))
        .contains("stored (/clusters/stored): is here in another state, which stays\n")
        .contains("1 different");
    assertThat(imported()).containsEntry("stored", changed);
    assertThat(importFrom(0, "/differs", "--overwrite")).contains("1 overwritten");
    assertThat(imported()).containsEntry("stored", STORED);
  }

  @Test
  void whatCannotBeReadIsNamedAndNothingIsWrittenUnlessItIsSkipped() {
    original("/bad", "stored", Originals.stored());
    original("/bad", "secret", "k8s:enc:aescbc:v1:key1:xxxx".getBytes(UTF_8));
    original("/bad", "cut", Arrays.copyOf(Originals.full(), 200));
    original("/bad", "othername", Originals.json());
    String text = importFrom(1, "/bad");
    assertThat(text)
        .contains("? (/clusters/secret): it is encrypted: ")
        .contains("? (/clusters/cut): ")
        .contains("unexpected EOF")
        .contains("? (/clusters/othername): its key does not say its name, c1\n")
        .contains("Nothing is written, because some cannot be read; else would import 1 of 4")
        .contains("3 unreadable");
    assertThat(imported()).isEmpty();
    assertThat(importFrom(1, "/bad", "--skip-unreadable")).contains("Imported 1 of 4 clusters");
    assertThat(imported()).containsOnlyKeys("stored");
  }

  @Test
  void unknownFieldsAreReportedByPath() {
    original(
        "/unknown",
        "c1",
        ("{\"kind\":\"Cluster\",\"apiVersion\":\"clusterregistry.k8s.io/v1alpha1\",\"metadata\":"
                + "{\"name\":\"c1\",\"clusterName\":\"x\"},\"spec\":{\"region\":\"west\"}}")
            .getBytes(UTF_8));
    byte[] stored = Originals.stored();
    byte[] more = Arrays.copyOf(stored, stored.length);
    // The field number of the provider's type, 2, becomes 9.
    int type = new String(more, ISO_8859_1).indexOf("\n\001p\022");
    more[type + 3] = 9 << 3 | 2;
    original("/unknown", "stored", more);
    assertThat(importFrom(0, "/unknown"))
        .contains("c1 (/clusters/c1): left out: the unknown field \"spec.region\"\n")
        .contains("c1 (/clusters/c1): left out: the unknown field \"metadata.clusterName\"\n")
        .contains(
            "stored (/clusters/stored): left out: the unknown field spec.authInfo.providers[0].9\n")
        .contains("Imported 2 of 2 clusters");
  }

  @Test
  void thousandsAreWrittenTogether() {
    try (Store store = onEtcd("/many")) {
      String json = new String(Originals.json(), UTF_8);
      for (int i = 0; i < 1_200; i++) {
        store.put("/clusters/c" + i, json.replace("\"c1\"", "\"c" + i + "\"").getBytes(UTF_8), 0);
      }
    }
    assertThat(importFrom(0, "/many"))
        .contains("... 1000 written\n")
        .startsWith("Imported 1200 of 1200 clusters: 1200 new");
    assertThat(imported()).hasSize(1_200);
  }

  @Test
  void anEtcdThatWantsACertificateAndAUserIsShownBoth() throws Exception {
    TestAuthority authority = new TestAuthority(Files.createDirectory(folder.resolve("pki")));
    String[] certificates = {
      "--cacert=" + authority.file("ca.crt"),
      "--cert=" + authority.file("client.crt"),
      "--key=" + authority.file("client.key")
    };
    try (Etcd secure = Etcd.startSecure(authority)) {
      await()
          .atMost(Duration.ofSeconds(45))
          .ignoreExceptions()
          .until(() -> secure.ctl(with(certificates, "endpoint", "health")).contains("healthy"));
      secure.ctl(with(certificates, "put", "/o/clusters/c1", new String(Originals.json(), UTF_8)));
      secure.ctl(with(certificates, "user", "add", "root:secret"));
      secure.ctl(with(certificates, "user", "grant-role", "root", "root"));
      secure.ctl(with(certificates, "auth", "enable"));
      Path password = Files.writeString(folder.resolve("password"), "secret\n");
      String[] words = {
        "store",
        "import",
        "--from-etcd=" + secure.urls().getFirst(),
        "--from-prefix=/o",
        "--data-dir=" + folder.resolve("data"),
        "--from-cafile=" + authority.file("ca.crt")
      };
      assertThat(Tool.run(1, words)).startsWith("Error: etcd at https://").hasLineCount(1);
      String[] shown =
          with(
              words,
              "--from-certfile=" + authority.file("client.crt"),
              "--from-keyfile=" + authority.file("client.key"));
      String[] known = with(shown, "--from-username=root", "--from-password-file=" + password);
      assertThat(Tool.run(0, known)).startsWith("Imported 1 of 1 clusters");
      assertThat(imported()).containsOnlyKeys("c1");
      Files.writeString(password, "wrong\n");
      assertThat(Tool.run(1, known))
          .contains("etcd does not let root in")
          .doesNotContain("wrong")
          .hasLineCount(1);
      assertThat(Tool.run(1, with(words, "--from-certfile=x")))
          .contains("--from-certfile and --from-keyfile go together");
      assertThat(Tool.run(1, with(shown, "--from-username=root")))
          .contains("--from-username and --from-password-file go together");
    }
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void anEtcdThatIsNotThereIsOneClearLine() {
    assertThat(
            Tool.run(
                1,
                "store",
                "import",
                "--from-etcd=http://127.0.0.1:1",
                "--data-dir=" + folder.resolve("data")))
        .startsWith("Error: etcd at http://127.0.0.1:1 cannot be used: etcd does not answer")
        .hasLineCount(1);
  }
}
