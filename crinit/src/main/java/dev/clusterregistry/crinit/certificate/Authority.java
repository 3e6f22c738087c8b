package dev.clusterregistry.crinit.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate authority of one registry; issues ECDSA P-256 certificates. */
public final class Authority {
  /** As long as the first crinit's. */
  private static final Duration OWN_VALIDITY = Duration.ofDays(3650);

  private static final Duration LEAF_VALIDITY = Duration.ofDays(365);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final X509Certificate certificate;
  private final PrivateKey key;
  private final Instant now;

  private Authority(X509Certificate certificate, PrivateKey key, Instant now) {
    this.certificate = certificate;
    this.key = key;
    this.now = now;
  }

  /** A new one, which has signed itself. */
  public static Authority create(String name, Instant now) {
    return guarded(
        () -> {
          KeyPair pair = newKey();
          X500Name subject = name(name, List.of());
          X509v3CertificateBuilder builder = builder(subject, subject, pair, OWN_VALIDITY, now);
          builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
          builder.addExtension(
              Extension.keyUsage,
              true,
              new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature));
          builder.addExtension(
              Extension.subjectKeyIdentifier,
              false,
              new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
          return new Authority(sign(builder, pair.getPrivate()), pair.getPrivate(), now);
        });
  }

  /** One that was kept as PEM. */
  public static Authority of(Issued kept, Instant now) {
    return new Authority(
        Pem.certificate(kept.certificate(), "the certificate authority"),
        Pem.key(kept.key(), "the certificate authority's key"),
        now);
  }

  /** Itself, to be kept. */
  public Issued own() {
    return guarded(() -> new Issued(Pem.text(certificate), Pem.text(key)));
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /**
   * A server's certificate.
   *
   * @param hosts DNS names and IP addresses under which it is reached
   */
  public Issued server(Collection<String> hosts) {
    GeneralName[] names =
        hosts.stream()
            .map(
                host ->
                    new GeneralName(
                        isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName, host))
            .toArray(GeneralName[]::new);
    return leaf(
        name("clusterregistry", List.of()), KeyPurposeId.id_kp_serverAuth, new GeneralNames(names));
  }

  /** A user's certificate: the common name is the user's name, organizations are the groups. */
  public Issued client(String user, List<String> groups) {
    return leaf(name(user, groups), KeyPurposeId.id_kp_clientAuth, null);
  }

  /** Whether a text is an IP address rather than a name. */
  public static boolean isAddress(String host) {
    try {
      InetAddress.ofLiteral(host);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Issued leaf(X500Name subject, KeyPurposeId purpose, @Nullable GeneralNames names) {
    return guarded(
        () -> {
          KeyPair pair = newKey();
          X500Name issuer =
              X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
          X509v3CertificateBuilder builder = builder(issuer, subject, pair, LEAF_VALIDITY, now);
          builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
          builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
          builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
          builder.addExtension(
              Extension.authorityKeyIdentifier,
              false,
              new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate.getPublicKey()));
          if (names != null) {
            builder.addExtension(Extension.subjectAlternativeName, false, names);
          }
          return new Issued(Pem.text(sign(builder, key)), text(pair.getPrivate()));
        });
  }

  /**
   * The form of RFC 5915, in which Kubernetes' tools write elliptic keys. Clients take a key in
   * PKCS #8 for an RSA key if they do not look into it; fabric8 is one of them.
   */
  private static String text(PrivateKey key) throws IOException {
    BigInteger number = ((ECPrivateKey) key).getS();
    return Pem.ecKey(
        new org.bouncycastle.asn1.sec.ECPrivateKey(256, number, SECObjectIdentifiers.secp256r1)
            .getEncoded());
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair pair, Duration validity, Instant now) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(127, RANDOM),
        Date.from(now.minus(CLOCK_SKEW)),
        Date.from(now.plus(validity)),
        subject,
        pair.getPublic());
  }

  private static X500Name name(String commonName, List<String> organizations) {
    X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
    organizations.forEach(organization -> name.addRDN(BCStyle.O, organization));
    return name.addRDN(BCStyle.CN, commonName).build();
  }

  private static KeyPair newKey() throws GeneralSecurityException {
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

  private interface Making<T> {
    T make() throws GeneralSecurityException, IOException, OperatorCreationException;
  }

  private static <T> T guarded(Making<T> making) {
    try {
      return making.make();
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("this Java cannot make an ECDSA certificate", e);
    }
  }
}
