package dev.clusterregistry.clusterregistry.server;

import dev.clusterregistry.apiserver.http.TlsOptions;
import dev.clusterregistry.clusterregistry.certificate.CertificateFiles;
import dev.clusterregistry.clusterregistry.certificate.Hosts;
import dev.clusterregistry.clusterregistry.certificate.OwnCertificates;
import dev.clusterregistry.clusterregistry.server.ServerSettings.Serving;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files that the server shows to its clients: given ones, or its own.
 *
 * @param own also made when others are given: the administrator needs a certificate
 */
public record ServingCertificate(
    OwnCertificates own, Path certificateFile, Path keyFile, Path authorityFile) {

  static ServingCertificate prepare(Serving serving, DataFolder folder, Instant now) {
    Path certificates = serving.certificateFolder();
    InetAddress advertised = serving.advertiseAddress();
    Set<String> hosts =
        Hosts.of(
            serving.bindAddress(),
            Arrays.asList(
                serving.externalHostname(), advertised == null ? null : Hosts.text(advertised)));
    OwnCertificates own =
        new OwnCertificates(certificates == null ? folder.certificates() : certificates, hosts);
    own.complete(now);
    Path given = serving.certificateFile();
    Path givenKey = serving.keyFile();
    return given == null || givenKey == null
        ? new ServingCertificate(own, own.serverFile(), own.serverKeyFile(), own.authorityFile())
        : new ServingCertificate(own, given, givenKey, given);
  }

  /** Client certificates of these authorities are asked for. */
  TlsOptions tls(List<X509Certificate> clientAuthorities) {
    return new TlsOptions(
        certificateFile, keyFile, List.copyOf(clientAuthorities), TlsOptions.Engine.FASTEST);
  }

  /** The name to expect in a given certificate that does not hold the host; null if it does. */
  public @Nullable String nameInsteadOf(String host) {
    if (certificateFile.equals(own.serverFile())) {
      return null;
    }
    List<String> names = CertificateFiles.hosts(certificateFile);
    return names.isEmpty() || names.contains(host) ? null : names.getFirst();
  }
}
