package dev.clusterregistry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;

/** The files of one registry for tests, in a temporary folder that only its owner can enter. */
final class TestFiles {
  private final Path folder;

  private TestFiles(Path folder) {
    this.folder = folder;
  }

  /** With a certificate and its key. */
  static TestFiles make() throws IOException {
    TestFiles files = new TestFiles(Files.createTempDirectory("clusterregistry-testing"));
    SelfSigned made = SelfSigned.forLoopback();
    files.write(files.privateKey(), made.privateKeyPem());
    files.write(files.certificate(), made.certificatePem());
    return files;
  }

  Path certificate() {
    return folder.resolve("server.crt");
  }

  Path privateKey() {
    return folder.resolve("server.key");
  }

  Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  void writeKubeconfig(URI url, String token) throws IOException {
    write(
        kubeconfig(),
        """
        apiVersion: v1
        kind: Config
        current-context: test
        contexts:
        - name: test
          context: {cluster: test, user: test}
        clusters:
        - name: test
          cluster:
            server: %s
            certificate-authority-data: %s
        users:
        - name: test
          user: {token: %s}
        """
            .formatted(
                url, Base64.getEncoder().encodeToString(Files.readAllBytes(certificate())), token));
  }

  private void write(Path file, String text) throws IOException {
    FileAttribute<?>[] onlyOwner =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.createFile(file, onlyOwner);
    Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
  }

  void delete() {
    try {
      for (Path file : List.of(kubeconfig(), certificate(), privateKey(), folder)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clean up " + folder, e);
    }
  }
}
