package dev.clusterregistry.clusterregistry.certificate;

import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates that a server makes for itself: an authority, and signed by it a server's and an
 * administrator's certificate, as PEM files in one private folder.
 */
public final class OwnCertificates {
  private static final Logger LOG = LoggerFactory.getLogger(OwnCertificates.class);
  private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3650);
  private static final Duration LEAF_VALIDITY = Duration.ofDays(365);
  private static final Duration RENEWED_BEFORE = Duration.ofDays(60);

  private final Path folder;
  private final Set<String> hosts;

  /**
   * @param hosts names and addresses that the server's certificate must hold
   */
  public OwnCertificates(Path folder, Set<String> hosts) {
    this.folder = folder;
    this.hosts = hosts;
  }

  public Path authorityFile() {
    return folder.resolve("ca.crt");
  }

  public Path serverFile() {
    return folder.resolve("apiserver.crt");
  }

  public Path serverKeyFile() {
    return folder.resolve("apiserver.key");
  }

  public Path administratorFile() {
    return folder.resolve("admin.crt");
  }

  public Path administratorKeyFile() {
    return folder.resolve("admin.key");
  }

  private Path authorityKeyFile() {
    return folder.resolve("ca.key");
  }

  /**
   * Makes what is missing, expires soon, or lacks one of the hosts.
   *
   * @return whether anything was made
   */
  public boolean complete(Instant now) {
    try {
      PrivateFile.createFolder(folder);
      boolean newAuthority = completeAuthority(now);
      boolean newServer = completeServer(now, newAuthority);
      boolean newAdministrator = completeAdministrator(now, newAuthority);
      return newAuthority || newServer || newAdministrator;
    } catch (IOException e) {
      throw new ProgramException(
          "certificates cannot be kept in " + folder + ": " + PrivateFile.reason(e), e);
    }
  }

  private boolean completeAuthority(Instant now) throws IOException {
    // What it signs must not outlive it.
    if (usable(authorityFile(), authorityKeyFile(), now.plus(LEAF_VALIDITY))) {
      return false;
    }
    LOG.info("making a certificate authority in {}", folder);
    save(
        new CertificateMaker(now).authority("clusterregistry-ca", AUTHORITY_VALIDITY),
        authorityFile(),
        authorityKeyFile());
    return true;
  }

  private boolean completeServer(Instant now, boolean newAuthority) throws IOException {
    if (!newAuthority
        && usable(serverFile(), serverKeyFile(), now.plus(RENEWED_BEFORE))
        && namesHosts()) {
      return false;
    }
    LOG.info("making a server certificate for {}", hosts);
    save(
        new CertificateMaker(now).server(authority(), "clusterregistry", hosts, LEAF_VALIDITY),
        serverFile(),
        serverKeyFile());
    return true;
  }

  private boolean completeAdministrator(Instant now, boolean newAuthority) throws IOException {
    if (!newAuthority
        && usable(administratorFile(), administratorKeyFile(), now.plus(RENEWED_BEFORE))) {
      return false;
    }
    save(
        new CertificateMaker(now)
            .client(authority(), "admin", List.of("system:masters"), LEAF_VALIDITY),
        administratorFile(),
        administratorKeyFile());
    return true;
  }

  private CertificateAndKey authority() {
    return new CertificateAndKey(
        CertificateFiles.certificates(authorityFile()).getFirst(),
        CertificateFiles.privateKey(authorityKeyFile()));
  }

  private static boolean usable(Path certificateFile, Path keyFile, Instant until) {
    if (!Files.exists(certificateFile) && !Files.exists(keyFile)) {
      return false;
    }
    X509Certificate certificate = CertificateFiles.certificates(certificateFile).getFirst();
    if (!Files.isReadable(keyFile)) {
      throw new ProgramException("private key file " + keyFile + " cannot be read");
    }
    return certificate.getNotAfter().toInstant().isAfter(until);
  }

  private boolean namesHosts() {
    return CertificateFiles.hosts(serverFile()).containsAll(hosts);
  }

  /** The key first: a certificate without its key would stop the next start. */
  private static void save(CertificateAndKey made, Path certificateFile, Path keyFile)
      throws IOException {
    try {
      Files.deleteIfExists(certificateFile);
      PrivateFile.write(keyFile, ascii(Pem.privateKey(made.key().getEncoded())));
      PrivateFile.write(certificateFile, ascii(Pem.certificate(made.certificate().getEncoded())));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate just made cannot be encoded", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
