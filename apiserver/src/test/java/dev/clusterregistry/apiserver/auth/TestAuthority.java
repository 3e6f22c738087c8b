package dev.clusterregistry.apiserver.auth;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs certificates for tests, good ones and others. */
public final class TestAuthority {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A certificate and its key. */
  public record Issued(X509Certificate certificate, PrivateKey key) {}

  private final X500Name name;
  private final Issued own;

  public TestAuthority(String commonName) {
    name = new X500Name("CN=" + commonName);
    try {
      KeyPair pair = keys();
      X509v3CertificateBuilder builder =
          builder(name, pair, Instant.now().minusSeconds(60), Instant.now().plusSeconds(86_400));
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      own = new Issued(sign(builder, pair.getPrivate()), pair.getPrivate());
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  public X509Certificate certificate() {
    return own.certificate;
  }

  /** The authority's certificate in PEM. */
  public String pem() {
    return pem(own);
  }

  /** Writes the authority's certificate in PEM. */
  public Path write(Path file) throws IOException {
    return Files.writeString(file, pem(own));
  }

  private static String pem(Issued issued) {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder().encodeToString(issued.certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A client's, good for an hour. */
  public Issued client(String subject) {
    return client(subject, Instant.now().minusSeconds(60), Duration.ofHours(1));
  }

  public Issued client(String subject, Instant notBefore, Duration validity) {
    return leaf(subject, KeyPurposeId.id_kp_clientAuth, notBefore, notBefore.plus(validity));
  }

  /** A server's on this machine, good for an hour. */
  public Issued server() {
    Instant now = Instant.now();
    return leaf(
        "CN=localhost", KeyPurposeId.id_kp_serverAuth, now.minusSeconds(60), now.plusSeconds(3600));
  }

  private Issued leaf(String subject, KeyPurposeId purpose, Instant notBefore, Instant notAfter) {
    try {
      KeyPair pair = keys();
      X509v3CertificateBuilder builder = builder(new X500Name(subject), pair, notBefore, notAfter);
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
              }));
      return new Issued(sign(builder, own.key), pair.getPrivate());
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For a server with the certificate, or a client that presents it; trusts this authority. */
  public SSLContext context(Issued issued) {
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setKeyEntry("me", issued.key, new char[0], new X509Certificate[] {issued.certificate});
      KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
      managers.init(keys, new char[0]);
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("ca", own.certificate);
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509v3CertificateBuilder builder(
      X500Name subject, KeyPair pair, Instant notBefore, Instant notAfter) {
    return new JcaX509v3CertificateBuilder(
        name,
        new BigInteger(100, RANDOM),
        Date.from(notBefore),
        Date.from(notAfter),
        subject,
        pair.getPublic());
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
    return generator.generateKeyPair();
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    byte[] der =
        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)).getEncoded();
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }
}
