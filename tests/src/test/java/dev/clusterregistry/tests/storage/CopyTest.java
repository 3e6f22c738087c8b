package dev.clusterregistry.tests.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clusterregistry.store.Entry;
import dev.clusterregistry.store.SqliteOptions;
import dev.clusterregistry.store.SqliteStore;
import dev.clusterregistry.store.Store;
import dev.clusterregistry.store.etcd.Etcd;
import dev.clusterregistry.store.etcd.EtcdOptions;
import dev.clusterregistry.store.etcd.EtcdStore;
import dev.clusterregistry.store.etcd.NeedsEtcd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups and copies across the two kinds of stores, and keys that change. */
@NeedsEtcd
class CopyTest {
  private static final String SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
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

  private Store inFolder() {
    return SqliteStore.open(folder.resolve("data"), SqliteOptions.defaults());
  }

  private String dataDir() {
    return "--data-dir=" + folder.resolve("data");
  }

  private static String servers() {
    return "--etcd-servers=" + String.join(",", etcd.urls());
  }

  private static Map<String, String> fill(Store store, int count) {
    for (int i = 0; i < count; i++) {
      store.put("/g/r/k" + i, ("J{\"a\":" + i + "}").getBytes(UTF_8), 0);
    }
    Entry first = store.scan("").entries().getFirst();
    store.put(first.key(), "J{\"a\":\"changed\"}".getBytes(UTF_8), first.revision());
    return texts(store);
  }

  private static Map<String, String> texts(Store store) {
    Map<String, String> texts = new TreeMap<>();
    for (Entry entry : store.scan("").entries()) {
      texts.put(entry.key(), new String(entry.value(), UTF_8));
    }
    return texts;
  }

  @Test
  void theDataFolderGoesOntoEtcdAndBack() throws Exception {
    Map<String, String> wanted;
    long head;
    try (Store store = inFolder()) {
      wanted = fill(store, 30);
      head = store.head();
    }
    String copied =
        Tool.run(
            0,
            "store",
            "copy",
            "--from=data-dir",
            "--to=etcd",
            dataDir(),
            servers(),
            "--etcd-prefix=/copy");
    assertThat(copied).containsPattern("30 keys, sha256 [0-9a-f]{64}, verified; 30 written");
    try (Store store = onEtcd("/copy")) {
      assertThat(texts(store)).isEqualTo(wanted);
    }
    assertThat(
            Tool.run(
                0,
                "store",
                "copy",
                "--from=data-dir",
                "--to=etcd",
                dataDir(),
                servers(),
                "--etcd-prefix=/copy"))
        .contains("verified; 0 written");

    assertThat(
            Tool.run(
                1,
                "store",
                "copy",
                "--from=etcd",
                "--to=data-dir",
                dataDir(),
                servers(),
                "--etcd-prefix=/copy"))
        .contains("holds a store: replace it only if you mean to");
    Tool.run(
        0,
        "store",
        "copy",
        "--from=etcd",
        "--to=data-dir",
        "--force",
        dataDir(),
        servers(),
        "--etcd-prefix=/copy");
    try (Store store = inFolder()) {
      assertThat(texts(store)).isEqualTo(wanted);
      assertThat(store.head()).isGreaterThan(head + 1_000_000);
    }
    try (Stream<Path> files = Files.list(folder.resolve("data"))) {
      assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("copy-"));
    }
  }

  @Test
  void whatIsOnEtcdIsOverwrittenOnlyByForce() {
    try (Store store = inFolder()) {
      fill(store, 3);
    }
    try (Store store = onEtcd("/full")) {
      store.put("/g/r/k1", "J{}".getBytes(UTF_8), 0);
      store.put("/g/r/other", "J{}".getBytes(UTF_8), 0);
    }
    assertThat(
            Tool.run(
                1,
                "store",
                "copy",
                "--from=data-dir",
                "--to=etcd",
                dataDir(),
                servers(),
                "--etcd-prefix=/full"))
        .contains("holds 2 keys that would be overwritten or deleted; nothing is written");
    Tool.run(
        0,
        "store",
        "copy",
        "--from=data-dir",
        "--to=etcd",
        "--force",
        dataDir(),
        servers(),
        "--etcd-prefix=/full");
    try (Store store = onEtcd("/full")) {
      assertThat(texts(store)).containsOnlyKeys("/g/r/k0", "/g/r/k1", "/g/r/k2");
    }
  }

  @Test
  void aBackupOfEtcdIsRestoredOntoEtcdAndIntoADataFolder() {
    Map<String, String> wanted;
    Path backup = folder.resolve("backup.sqlite");
    try (Store store = onEtcd("/backup")) {
      wanted = fill(store, 10);
      Tool.run(0, "store", "backup", servers(), "--etcd-prefix=/backup", backup.toString());
      Entry first = store.scan("").entries().getFirst();
      store.delete(first.key(), first.revision());
    }
    assertThat(Tool.run(0, "store", "check", backup.toString()))
        .contains("keys:      10", "values:    10 not encrypted", "The store is sound.");
    Tool.run(0, "store", "restore", servers(), "--etcd-prefix=/backup", backup.toString());
    Tool.run(0, "store", "restore", servers(), "--etcd-prefix=/other", backup.toString());
    Tool.run(0, "store", "restore", dataDir(), backup.toString());
    try (Store same = onEtcd("/backup");
        Store other = onEtcd("/other");
        Store embedded = inFolder()) {
      assertThat(texts(same)).isEqualTo(wanted);
      assertThat(texts(other)).isEqualTo(wanted);
      assertThat(texts(embedded)).isEqualTo(wanted);
    }
    assertThat(Tool.run(0, "store", "check", servers(), "--etcd-prefix=/other"))
        .contains("keys:      10", "The store is sound.");
  }

  private Path keys(String... names) throws Exception {
    StringBuilder text =
        new StringBuilder(
            "kind: EncryptionConfiguration\napiVersion: apiserver.config.k8s.io/v1\n"
                + "resources:\n- resources: ['*.*']\n  providers:\n");
    for (String name : names) {
      text.append(
          name.equals("identity")
              ? "  - identity: {}\n"
              : "  - aesgcm: {keys: [{name: " + name + ", secret: " + SECRET + "}]}\n");
    }
    return Files.writeString(folder.resolve(String.join("-", names) + ".yaml"), text);
  }

  @Test
  void rewritingBringsEverythingUnderTheFirstKey() throws Exception {
    Map<String, String> plain;
    try (Store store = inFolder()) {
      plain = fill(store, 20);
    }
    String first = "--encryption-provider-config=" + keys("key1", "identity");
    assertThat(Tool.run(0, "store", "rewrite", dataDir(), first))
        .contains("Rewrote 20 values; 0 were up to date");
    assertThat(Tool.run(0, "store", "rewrite", dataDir(), first))
        .contains("Rewrote 0 values; 20 were up to date");
    try (Store store = inFolder()) {
      assertThat(texts(store).values())
          .allMatch(text -> text.startsWith("k8s:enc:aesgcm:v1:key1:"));
    }
    assertThat(Tool.run(0, "store", "check", dataDir()))
        .contains("values:    20 aesgcm key \"key1\"");

    String second = "--encryption-provider-config=" + keys("key2", "key1");
    Tool.run(0, "store", "rewrite", dataDir(), second);
    assertThat(Tool.run(1, "store", "check", dataDir(), first))
        .contains(
            "values:    20 aesgcm key \"key2\"",
            "Error: \"/g/r/k0\": it is encrypted with aesgcm key \"key2\", which is not among the"
                + " keys that it may be read with: [aesgcm key \"key1\", identity]")
        .doesNotContain(SECRET);
    assertThat(Tool.run(1, "store", "rewrite", dataDir(), first))
        .contains("20 cannot be read and stay as they are");

    // A copy is as it was stored; so etcd is rewritten with the same keys.
    Tool.run(
        0,
        "store",
        "copy",
        "--from=data-dir",
        "--to=etcd",
        dataDir(),
        servers(),
        "--etcd-prefix=/keys");
    String off = "--encryption-provider-config=" + keys("identity", "key2");
    assertThat(Tool.run(0, "store", "rewrite", servers(), "--etcd-prefix=/keys", off))
        .contains("Rewrote 20 values");
    try (Store store = onEtcd("/keys")) {
      assertThat(texts(store)).isEqualTo(plain);
    }
  }

  @Test
  void theLargestValueCanBeEncryptedAndCopied() throws Exception {
    byte[] largest = new byte[Store.LARGEST_VALUE];
    largest[0] = 'J';
    try (Store store = inFolder()) {
      store.put("/g/r/large", largest, 0);
    }
    String keys = "--encryption-provider-config=" + keys("key1", "identity");
    Tool.run(0, "store", "rewrite", dataDir(), keys);
    Tool.run(
        0,
        "store",
        "copy",
        "--from=data-dir",
        "--to=etcd",
        dataDir(),
        servers(),
        "--etcd-prefix=/large");
    assertThat(Tool.run(0, "store", "check", servers(), "--etcd-prefix=/large", keys))
        .contains("values:    1 aesgcm key \"key1\"", "The store is sound.");
  }

  @Test
  void wrongUsageIsOneLine() {
    for (List<String> words :
        List.of(
            List.of("copy", "--from=etcd", "--to=etcd", servers()),
            List.of("copy", "--from=etcd", "--to=data-dir"),
            List.of("rewrite"),
            List.of("copy", "--from=data-dir", "--to=etcd", servers()))) {
      String[] all =
          Stream.concat(Stream.of("store"), Stream.concat(words.stream(), Stream.of(dataDir())))
              .toArray(String[]::new);
      assertThat(Tool.run(1, all)).startsWith("Error: ").hasLineCount(1);
    }
    assertThat(folder.resolve("data")).doesNotExist();
  }
}
