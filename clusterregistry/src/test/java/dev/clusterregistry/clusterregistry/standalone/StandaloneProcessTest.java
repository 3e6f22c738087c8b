package dev.clusterregistry.clusterregistry.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clusterregistry.clusterregistry.certificate.CertificateFiles;
import dev.clusterregistry.clusterregistry.certificate.OwnCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as its users meet it: a process, its files, its words and its exit codes. */
class StandaloneProcessTest {
  @TempDir Path folder;

  private Path data;

  @BeforeEach
  void nameTheDataFolder() {
    data = folder.resolve("data");
  }

  private ProgramProcess standalone(String... flags) throws IOException {
    String[] arguments = new String[flags.length + 3];
    arguments[0] = "standalone";
    arguments[1] = "--data-dir=" + data;
    arguments[2] = "--secure-port=0";
    System.arraycopy(flags, 0, arguments, 3, flags.length);
    return ProgramProcess.start(folder, arguments);
  }

  /** The one line with which the program refuses, without a stack trace. */
  private String refusal(String... flags) throws Exception {
    try (ProgramProcess program = standalone(flags)) {
      assertThat(program.exitCode()).isNotZero();
      assertThat(program.rest()).isEmpty();
      List<String> errors = program.err().lines().filter(line -> !line.contains(" INFO ")).toList();
      assertThat(errors).hasSize(1);
      assertThat(errors.getFirst()).startsWith("Error: ");
      return errors.getFirst();
    }
  }

  @Test
  void theFirstStartMakesEverythingAndASignalEndsItCleanly() throws Exception {
    try (ProgramProcess server = standalone()) {
      String url = server.url();
      assertThat(mode(data)).isEqualTo("rwx------");
      for (String file :
          List.of("admin.kubeconfig", "store.sqlite", "pki/ca.key", "pki/apiserver.key")) {
        assertThat(mode(data.resolve(file))).as(file).isEqualTo("rw-------");
      }
      assertThat(data.resolve("admin.kubeconfig"))
          .content()
          .contains("server: " + url + "\n", "current-context: clusterregistry");
      assertThat(served(url))
          .isEqualTo(CertificateFiles.certificates(data.resolve("pki/apiserver.crt")));
      server.terminate();
      assertThat(server.exitCode()).isZero();
      assertThat(server.rest())
          .contains("kubectl --kubeconfig " + data + "/admin.kubeconfig get clusters");
      assertThat(server.err())
          .contains("Serving securely on 127.0.0.1:")
          .doesNotContain("Exception");
    }
  }

  @Test
  void aSecondStartKeepsCertificatesAndAllowsNoOtherOnTheSameFolder() throws Exception {
    try (ProgramProcess first = standalone()) {
      first.url();
      first.terminate();
      assertThat(first.exitCode()).isZero();
    }
    byte[] authority = Files.readAllBytes(data.resolve("pki/ca.crt"));
    try (ProgramProcess second = standalone()) {
      second.url();
      assertThat(refusal()).contains(data.toString(), "in use by process " + second.pid());
    }
    assertThat(Files.readAllBytes(data.resolve("pki/ca.crt"))).isEqualTo(authority);
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThat(refusal("--secure-port=" + other.getLocalPort()))
          .contains("port " + other.getLocalPort(), "already in use", "--secure-port");
    }
  }

  @Test
  void anAddressThatTheMachineDoesNotHaveIsNamed() throws Exception {
    assertThat(refusal("--bind-address=192.0.2.1")).contains("192.0.2.1", "--bind-address");
    assertThat(refusal("--bind-address=example.org"))
        .contains("--bind-address example.org is not an IP address");
  }

  @Test
  void aFolderThatCannotBeUsedIsNamed() throws Exception {
    Files.writeString(data, "a file");
    assertThat(refusal()).contains(data.toString(), "is not a folder");
    data = Path.of("/proc/clusterregistry");
    assertThat(refusal()).contains("/proc/clusterregistry", "cannot be used");
  }

  @Test
  void brokenAndMismatchedCertificatesAreNamed() throws Exception {
    OwnCertificates given = given(Instant.now());
    String certificate = "--tls-cert-file=" + given.serverFile();
    assertThat(refusal(certificate)).contains("must be given together");
    assertThat(refusal(certificate, "--tls-private-key-file=" + given.administratorKeyFile()))
        .contains(given.administratorKeyFile().toString(), given.serverFile().toString());
    Path broken = Files.writeString(folder.resolve("broken.pem"), "not PEM");
    assertThat(refusal(certificate, "--tls-private-key-file=" + broken))
        .contains(broken.toString());
    assertThat(
            refusal("--tls-cert-file=" + broken, "--tls-private-key-file=" + given.serverKeyFile()))
        .contains(broken.toString());
    assertThat(refusal("--client-ca-file=" + broken)).contains(broken.toString());
    assertThat(refusal("--token-auth-file=" + folder.resolve("none")))
        .contains(folder.resolve("none").toString());
  }

  @Test
  void aGivenCertificateIsServedAndReloadedWhenItsFilesChange() throws Exception {
    OwnCertificates given = given(Instant.now());
    try (ProgramProcess server =
        standalone(
            "--tls-cert-file=" + given.serverFile(),
            "--tls-private-key-file=" + given.serverKeyFile())) {
      String url = server.url();
      assertThat(served(url)).isEqualTo(CertificateFiles.certificates(given.serverFile()));

      Files.writeString(given.serverFile(), "broken");
      await().atMost(Duration.ofSeconds(20)).until(() -> server.err().contains("in use stays"));
      assertThat(served(url)).isNotEmpty();

      OwnCertificates other = new OwnCertificates(folder.resolve("other"), Set.of("localhost"));
      other.complete(Instant.now());
      Files.move(other.serverKeyFile(), given.serverKeyFile(), StandardCopyOption.REPLACE_EXISTING);
      Files.copy(other.serverFile(), given.serverFile(), StandardCopyOption.REPLACE_EXISTING);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> served(url).equals(CertificateFiles.certificates(other.serverFile())));
    }
  }

  @Test
  void aForeignStoreIsLeftAlone() throws Exception {
    Files.createDirectory(data);
    Path store =
        Files.writeString(
            data.resolve("store.sqlite"), "this is not a database, it only has its name");
    assertThat(refusal()).contains(store.toString());
    assertThat(store).hasContent("this is not a database, it only has its name");
  }

  @Test
  void aSecondSignalEndsTheProcessAtOnce() throws Exception {
    try (ProgramProcess server = standalone("--shutdown-delay-duration=1h")) {
      server.url();
      server.terminate();
      await().atMost(Duration.ofSeconds(20)).until(() -> server.err().contains("Stopping"));
      server.terminate();
      assertThat(server.exitCode()).isNotZero();
    }
  }

  @Test
  void theStoreIsBackedUpWhileServingAndRestoredWhenNot() throws Exception {
    String backup = folder.resolve("backup.sqlite").toString();
    try (ProgramProcess server = standalone()) {
      server.url();
      assertThat(store("backup", backup).exitCode()).isZero();
      assertThat(store("check").exitCode()).isZero();
      assertThat(store("restore", "--force", backup).exitCode()).isNotZero();
      assertThat(store("compact").exitCode()).isNotZero();
      server.terminate();
      assertThat(server.exitCode()).isZero();
    }
    assertThat(store("restore", backup).exitCode()).isNotZero();
    assertThat(store("restore", "--force", backup).exitCode()).isZero();
    ProgramProcess compacted = store("compact");
    assertThat(compacted.exitCode()).isZero();
    assertThat(compacted.rest()).contains("bytes before");
    ProgramProcess checked = store("check");
    assertThat(checked.exitCode()).isZero();
    assertThat(checked.rest()).contains("The store is sound.");
  }

  private ProgramProcess store(String command, String... arguments) throws IOException {
    String[] words = new String[arguments.length + 3];
    words[0] = "store";
    words[1] = command;
    words[2] = "--data-dir=" + data;
    System.arraycopy(arguments, 0, words, 3, arguments.length);
    return ProgramProcess.start(folder, words);
  }

  private OwnCertificates given(Instant now) {
    OwnCertificates given =
        new OwnCertificates(folder.resolve("given"), Set.of("localhost", "127.0.0.1"));
    given.complete(now);
    return given;
  }

  /** The certificates that a client is shown. */
  private static List<X509Certificate> served(String url) throws Exception {
    URI uri = URI.create(url);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(uri.getHost(), uri.getPort())) {
      socket.startHandshake();
      return List.of((X509Certificate) socket.getSession().getPeerCertificates()[0]);
    }
  }

  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
