package dev.clusterregistry.apiserver.auth;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The authorities whose client certificates are believed. Immutable. */
public final class ClientAuthorities {
  /** Nobody vouches for anybody. */
  public static final ClientAuthorities NONE = new ClientAuthorities(Set.of());

  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final String ANY_USAGE = "2.5.29.37.0";
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  /** What verification found. */
  sealed interface Verdict {
    /**
     * @param notAfter when the first certificate of the path expires
     */
    record Good(Instant notAfter) implements Verdict {}

    record Bad(String reason) implements Verdict {}
  }

  private final Set<TrustAnchor> anchors;

  private ClientAuthorities(Set<TrustAnchor> anchors) {
    this.anchors = anchors;
  }

  /** Those of a bundle in PEM, read again when the file changes. */
  public static Current<ClientAuthorities> following(Path bundle) throws IOException {
    return new ReloadedFile<>(bundle, contents -> parse(bundle.toString(), contents));
  }

  /**
   * Reads the certificates of a PEM bundle; text around them is ignored.
   *
   * @param name what to call the bundle
   * @throws IOException with one line if it holds none or one that cannot be read
   */
  public static ClientAuthorities parse(String name, byte[] contents) throws IOException {
    Set<TrustAnchor> anchors = new HashSet<>();
    String text = new String(contents, StandardCharsets.ISO_8859_1);
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
        int end = text.indexOf(END, at);
        if (end < 0) {
          throw new IOException(name + ": a certificate does not end");
        }
        byte[] pem = text.substring(at, end + END.length()).getBytes(StandardCharsets.ISO_8859_1);
        X509Certificate certificate =
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(pem));
        anchors.add(new TrustAnchor(certificate, null));
      }
    } catch (CertificateException e) {
      throw new IOException(name + " holds a certificate that cannot be read: " + e.getMessage());
    }
    if (anchors.isEmpty()) {
      throw new IOException(name + " holds no certificate in PEM");
    }
    return new ClientAuthorities(anchors);
  }

  public List<X509Certificate> certificates() {
    return anchors.stream().map(TrustAnchor::getTrustedCert).distinct().toList();
  }

  boolean isEmpty() {
    return anchors.isEmpty();
  }

  /** Whether the first certificate of the chain leads to an authority, for client use, now. */
  Verdict verify(List<X509Certificate> chain, Instant now) {
    X509Certificate leaf = chain.get(0);
    try {
      leaf.checkValidity(Date.from(now));
      List<X509Certificate> path = path(chain, now);
      Instant notAfter = Instant.MAX;
      for (X509Certificate certificate : path) {
        if (!isForClients(certificate)) {
          return new Verdict.Bad("a certificate is not for client authentication");
        }
        Instant end = certificate.getNotAfter().toInstant();
        notAfter = end.isBefore(notAfter) ? end : notAfter;
      }
      return new Verdict.Good(notAfter);
    } catch (GeneralSecurityException e) {
      return new Verdict.Bad(String.valueOf(e.getMessage()));
    }
  }

  /** The path from the leaf to below the authority; the leaf alone if it is an authority itself. */
  private List<X509Certificate> path(List<X509Certificate> chain, Instant now)
      throws GeneralSecurityException {
    X509Certificate leaf = chain.get(0);
    for (TrustAnchor anchor : anchors) {
      if (leaf.equals(anchor.getTrustedCert())) {
        return List.of(leaf);
      }
    }
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(leaf);
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(now));
    PKIXCertPathBuilderResult result =
        (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
    List<X509Certificate> path = new ArrayList<>();
    result.getCertPath().getCertificates().forEach(c -> path.add((X509Certificate) c));
    return path;
  }

  /** As in Go: a certificate that names no usage is good for any. */
  private static boolean isForClients(X509Certificate certificate)
      throws CertificateParsingException {
    List<String> usages = certificate.getExtendedKeyUsage();
    return usages == null || usages.contains(CLIENT_AUTH) || usages.contains(ANY_USAGE);
  }
}
