package dev.clusterregistry.tests.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.clusterregistry.command.Program;
import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.StoreContents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose clusters are encrypted where they are stored. */
class EncryptionTest {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String OTHER = "BAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String ONE = Api.CLUSTERS + "/one";

  @TempDir Path folder;

  /** Keys of the form name=secret, the first of which encrypts. */
  private Path keys(String... keys) throws Exception {
    StringBuilder text =
        new StringBuilder(
            "kind: EncryptionConfiguration\napiVersion: apiserver.config.k8s.io/v1\n"
                + "resources:\n- resources: [clusters.clusterregistry.k8s.io]\n"
                + "  providers:\n  - aesgcm:\n      keys:\n");
    for (String key : keys) {
      String[] parts = key.split("=", 2);
      text.append("      - {name: " + parts[0] + ", secret: " + parts[1] + "}\n");
    }
    Path file = folder.resolve("keys.yaml");
    Files.writeString(file, text + "  - identity: {}\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private ServerProcess server(String... flags) throws Exception {
    return ServerProcess.start(folder, ServerProcess.freePort(), flags);
  }

  private ServerProcess encrypted(String... keys) throws Exception {
    return server("--encryption-provider-config=" + keys(keys));
  }

  private String stored() {
    return stored("one");
  }

  private String stored(String name) {
    for (Entry entry : StoreContents.read(folder.resolve("data")).entries()) {
      if (entry.key().endsWith("/clusters/" + name)) {
        return new String(entry.value(), ISO_8859_1);
      }
    }
    return "";
  }

  @Test
  void clustersAreEncryptedKeysChangeAndAWrongKeyLosesNothing() throws Exception {
    try (ServerProcess server = encrypted("key1=" + SECRET);
        Api api = new Api(server)) {
      assertThat(api.post(Api.CLUSTERS, Bodies.cluster("one")).code()).isEqualTo(201);
      assertThat(stored()).startsWith("k8s:enc:aesgcm:v1:key1:").doesNotContain("label");
      assertThat(server.err()).doesNotContain(SECRET);
      server.kill();
    }
    try (ServerProcess server = server();
        Api api = new Api(server)) {
      Api.Answer answer = api.get(ONE);
      assertThat(answer.code()).isEqualTo(500);
      assertThat(answer.body().at("/message").asString())
          .contains("is encrypted, and the server has no --encryption-provider-config");
      server.kill();
    }
    try (ServerProcess server = encrypted("key1=" + OTHER);
        Api api = new Api(server)) {
      Api.Answer answer = api.get(ONE);
      assertThat(answer.code()).isEqualTo(500);
      assertThat(answer.body().at("/message").asString())
          .contains("aesgcm key \"key1\", and the key of that name does not open it");
      assertThat(api.put(ONE, Bodies.cluster("one")).code()).isEqualTo(500);
      assertThat(api.post(Api.CLUSTERS, Bodies.cluster("one")).code()).isIn(409, 500);
      assertThat(server.err())
          .contains("/clusterregistry.k8s.io/clusters/one cannot be read: ")
          .doesNotContain(OTHER);
      server.kill();
    }
    try (ServerProcess server = encrypted("key2=" + OTHER, "key1=" + SECRET);
        Api api = new Api(server)) {
      Api.Answer before = api.get(ONE);
      assertThat(before.code()).isEqualTo(200);
      // What changes nothing is written all the same, because it comes under the new key so.
      Api.Answer after = api.put(ONE, before.body().toString());
      assertThat(after.code()).isEqualTo(200);
      assertThat(after.revision()).isGreaterThan(before.revision());
      assertThat(stored()).startsWith("k8s:enc:aesgcm:v1:key2:");
      assertThat(api.put(ONE, after.body().toString()).revision()).isEqualTo(after.revision());
    }
  }

  @Test
  void patchesAndAppliesThatChangeNothingBringValuesUnderTheNewKey() throws Exception {
    String merge = "merge-patch+json";
    String apply = "apply-patch+yaml";
    String two = Api.CLUSTERS + "/two?fieldManager=test";
    String configuration =
        "{\"apiVersion\":\"clusterregistry.k8s.io/v1alpha1\",\"kind\":\"Cluster\","
            + "\"metadata\":{\"name\":\"two\",\"labels\":{\"a\":\"b\"}}}";
    try (ServerProcess server = encrypted("key1=" + SECRET);
        Api api = new Api(server)) {
      assertThat(api.post(Api.CLUSTERS, Bodies.cluster("one")).code()).isEqualTo(201);
      assertThat(api.patch(two, apply, configuration).code()).isEqualTo(201);
      server.kill();
    }
    try (ServerProcess server = encrypted("key2=" + OTHER, "key1=" + SECRET);
        Api api = new Api(server)) {
      long patched = api.get(ONE).revision();
      long applied = api.get(Api.CLUSTERS + "/two").revision();
      assertThat(api.patch(ONE, merge, "{}").revision()).isGreaterThan(patched);
      assertThat(api.patch(two, apply, configuration).revision()).isGreaterThan(applied);
      assertThat(stored("one")).startsWith("k8s:enc:aesgcm:v1:key2:");
      assertThat(stored("two")).startsWith("k8s:enc:aesgcm:v1:key2:");

      patched = api.get(ONE).revision();
      applied = api.get(Api.CLUSTERS + "/two").revision();
      assertThat(api.patch(ONE, merge, "{}").revision()).isEqualTo(patched);
      assertThat(api.patch(two, apply, configuration).revision()).isEqualTo(applied);
    }
  }

  @Test
  void theKeysAreFollowedWhileTheServerRuns() throws Exception {
    Path file = keys("key1=" + SECRET);
    try (ServerProcess server =
            server(
                "--encryption-provider-config=" + file,
                "--encryption-provider-config-automatic-reload");
        Api api = new Api(server)) {
      assertThat(api.post(Api.CLUSTERS, Bodies.cluster("one")).code()).isEqualTo(201);
      Files.writeString(file, "kind: Nonsense\n");
      await().atMost(SOON).until(() -> server.err().contains("the keys stay as they were"));
      assertThat(api.get(ONE).code()).isEqualTo(200);

      keys("key2=" + OTHER, "key1=" + SECRET);
      await().atMost(SOON).until(() -> server.err().contains("is read anew"));
      await().atMost(SOON).until(() -> api.get(ONE).code() == 200);
      await()
          .atMost(SOON)
          .until(
              () -> {
                api.put(ONE, api.get(ONE).body().toString());
                return stored().startsWith("k8s:enc:aesgcm:v1:key2:");
              });
    }
  }

  @Test
  void clustersOfARunningServerAreImportedByItsKubeconfig() throws Exception {
    try (ServerProcess server = server();
        Api api = new Api(server)) {
      for (int i = 0; i < 120; i++) {
        assertThat(api.post(Api.CLUSTERS, Bodies.cluster("c" + i)).code()).isEqualTo(201);
      }
      String uid = api.get(Api.CLUSTERS + "/c7").body().at("/metadata/uid").asString();
      String[] words = {
        "store",
        "import",
        "--from-kubeconfig=" + folder.resolve("data/admin.kubeconfig"),
        "--context=clusterregistry",
        "--data-dir=" + folder.resolve("other")
      };
      assertThat(Program.run(words)).isZero();
      assertThat(Program.run(words)).isZero();
      assertThat(StoreContents.read(folder.resolve("other")).entries())
          .hasSize(120)
          .anyMatch(entry -> new String(entry.value(), ISO_8859_1).contains(uid));
      words[3] = "--context=nobody";
      assertThat(Program.run(words)).isEqualTo(1);
    }
  }
}
