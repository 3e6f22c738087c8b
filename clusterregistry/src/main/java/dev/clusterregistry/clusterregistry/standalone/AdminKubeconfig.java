package dev.clusterregistry.clusterregistry.standalone;

import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import dev.clusterregistry.clusterregistry.certificate.CertificateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The kubeconfig with which an administrator reaches the server.
 *
 * @param url such as https://127.0.0.1:8443
 * @param tlsServerName the name to expect in the server's certificate, if it is not the URL's host
 * @param authorityFile signs the server's certificate
 */
record AdminKubeconfig(
    String url,
    @Nullable String tlsServerName,
    Path authorityFile,
    Path certificateFile,
    Path keyFile) {

  /** Leaves a file that already says the same untouched. */
  void write(Path file) {
    try {
      byte[] content = text().getBytes(StandardCharsets.UTF_8);
      if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
        PrivateFile.write(file, content);
      }
    } catch (IOException e) {
      throw new ProgramException(
          "kubeconfig " + file + " cannot be written: " + PrivateFile.reason(e), e);
    }
  }

  private String text() throws IOException {
    String serverName = tlsServerName == null ? "" : "    tls-server-name: " + tlsServerName + "\n";
    return """
        apiVersion: v1
        kind: Config
        clusters:
        - name: clusterregistry
          cluster:
            server: %s
        %s    certificate-authority-data: %s
        users:
        - name: clusterregistry-admin
          user:
            client-certificate-data: %s
            client-key-data: %s
        contexts:
        - name: clusterregistry
          context:
            cluster: clusterregistry
            user: clusterregistry-admin
        current-context: clusterregistry
        """
        .formatted(
            url,
            serverName,
            base64(Files.readAllBytes(authorityFile)),
            base64(Files.readAllBytes(certificateFile)),
            base64(CertificateFiles.ownKeyForClients(keyFile).getBytes(StandardCharsets.US_ASCII)));
  }

  private static String base64(byte[] content) {
    return Base64.getEncoder().encodeToString(content);
  }
}
