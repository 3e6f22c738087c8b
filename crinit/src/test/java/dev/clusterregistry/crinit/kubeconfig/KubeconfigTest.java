package dev.clusterregistry.crinit.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clusterregistry.crinit.CrinitException;
import dev.clusterregistry.crinit.kubeconfig.Entry.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
  private static final Origin ORIGIN = new Origin("standalone", "host", "clusterregistry");
  private static final String OTHER =
      """
      apiVersion: v1
      clusters:
      - cluster:
          certificate-authority: ca.crt
          server: https://other:6443
        name: other
      contexts:
      - context:
          cluster: other
          user: other
        name: other
      current-context: other
      kind: Config
      users:
      - name: other
        user:
          token: abc
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Kubeconfig of(Path... files) {
    return Kubeconfig.of(
        "",
        Map.of(
            "KUBECONFIG",
            String.join(":", java.util.stream.Stream.of(files).map(Path::toString).toList())));
  }

  private static Entry entry(String server) {
    return new Entry("foo", server, "Y2E=", "Y2VydA==", "a2V5", "t", "p", ORIGIN);
  }

  @Test
  void anEntryIsAddedBesideWhatThereIs() throws Exception {
    Path file = file("config", OTHER);
    of(file).put(entry("https://1.2.3.4"));
    String text = Files.readString(file);
    assertThat(text)
        .contains("current-context: other", "server: https://other:6443", "token: abc")
        .contains("server: https://1.2.3.4", "- name: foo-basic-auth", "token: t");
    assertThat(of(file).registries()).containsExactly(Map.entry("foo", ORIGIN));
    assertThat(of(file).isForeign("foo")).isFalse();
    assertThat(of(file).isForeign("other")).isTrue();
  }

  @Test
  void whatHasBeenAddedIsRemovedWhole() throws Exception {
    Path file = file("config", OTHER);
    of(file).put(entry("https://1.2.3.4"));
    Kubeconfig.Removed removed = of(file).remove("foo");
    assertThat(removed.found())
        .containsExactly("context", "cluster", "user", "user foo-basic-auth");
    assertThat(removed.wasCurrent()).isFalse();
    assertThat(Files.readString(file)).isEqualTo(OTHER);
    assertThat(of(file).remove("foo").found()).isEmpty();
  }

  @Test
  void anEntryIsReplacedInTheFileThatHasIt() throws Exception {
    Path first = file("first", OTHER);
    Path second = file("second", "");
    of(second).put(entry("https://1.1.1.1"));
    of(first, second).put(entry("https://2.2.2.2"));
    assertThat(Files.readString(first)).isEqualTo(OTHER);
    assertThat(Files.readString(second)).contains("https://2.2.2.2").doesNotContain("1.1.1.1");
  }

  @Test
  void aNewEntryGoesIntoTheFirstFileThatExists() throws Exception {
    Path missing = folder.resolve("missing");
    Path second = file("second", OTHER);
    of(missing, second).put(entry("https://1.1.1.1"));
    assertThat(missing).doesNotExist();
    assertThat(Files.readString(second)).contains("https://1.1.1.1");
  }

  @Test
  void aNewFileIsPrivateAndAnOldOneKeepsItsModeAndItsLinks() throws Exception {
    Path fresh = folder.resolve("new/config");
    of(fresh).put(entry("https://1.1.1.1"));
    assertThat(mode(fresh)).isEqualTo("rw-------");
    Path real = file("real", OTHER);
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    of(link).put(entry("https://1.1.1.1"));
    assertThat(link).isSymbolicLink();
    assertThat(mode(real)).isEqualTo("rw-r-----");
    assertThat(Files.readString(real)).contains("https://1.1.1.1");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aMalformedFileIsLeftAsItIs() throws Exception {
    Path file = file("config", "clusters: [");
    assertThatThrownBy(() -> of(file).put(entry("https://1.1.1.1")))
        .isInstanceOf(CrinitException.class)
        .hasMessageStartingWith(
            "kubeconfig " + file + " is malformed and has been left as it is: yaml:");
    assertThat(Files.readString(file)).isEqualTo("clusters: [");
    Path list = file("list", "clusters: 3\n");
    assertThatThrownBy(() -> of(list).put(entry("https://1.1.1.1")))
        .hasMessageEndingWith("clusters, users and contexts must be lists in one mapping");
  }

  @Test
  void aLockedFileIsAnErrorThatNamesTheLock() throws Exception {
    Path file = file("config", OTHER);
    Path lock = file("config.lock", "");
    assertThatThrownBy(() -> of(file).put(entry("https://1.1.1.1")))
        .hasMessage(
            "kubeconfig "
                + file
                + " is locked by another program; if there is none, delete "
                + lock
                + " and run again");
    assertThat(Files.readString(file)).isEqualTo(OTHER);
  }

  @Test
  void aFileThatCannotBeMadeIsAnError() throws Exception {
    Path blocked = file("blocked", "").resolve("config");
    assertThatThrownBy(() -> of(blocked).put(entry("https://1.1.1.1")))
        .isInstanceOf(CrinitException.class)
        .hasMessageStartingWith("kubeconfig " + blocked + " cannot be");
  }

  @Test
  void filesInAKubeconfigAreMeantFromItsFolder() throws Exception {
    Path file = file("config", OTHER);
    assertThat(of(file).forContext(""))
        .contains("certificate-authority: " + folder.resolve("ca.crt"));
  }

  @Test
  void aContextThatIsNotThereIsAnError() throws Exception {
    Kubeconfig kubeconfig = of(file("config", OTHER));
    assertThatThrownBy(() -> kubeconfig.forContext("nosuch"))
        .hasMessage("context \"nosuch\" does not exist");
  }
}
