package dev.clusterregistry.clusterregistry.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
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

/** Makes ECDSA P-256 certificates and their keys. The only class that uses BouncyCastle. */
final class CertificateMaker {
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Instant now;

  CertificateMaker(Instant now) {
    this.now = now;
  }

  /** A certificate authority that has signed itself. */
  CertificateAndKey authority(String commonName, Duration validity) {
    return guarded(
        () -> {
          KeyPair pair = newKey();
          X500Name name = name(List.of(), commonName);
          X509v3CertificateBuilder builder = builder(name, name, pair.getPublic(), validity);
          builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
          builder.addExtension(
              Extension.keyUsage,
              true,
              new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature));
          builder.addExtension(
              Extension.subjectKeyIdentifier,
              false,
              new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
          return new CertificateAndKey(sign(builder, pair.getPrivate()), pair.getPrivate());
        });
  }

  /**
   * A server's certificate.
   *
   * @param hosts DNS names and IP addresses under which it is reached
   */
  CertificateAndKey server(
      CertificateAndKey authority, String commonName, Collection<String> hosts, Duration validity) {
    GeneralName[] names =
        hosts.stream()
            .map(
                host ->
                    new GeneralName(
                        Hosts.isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName, host))
            .toArray(GeneralName[]::new);
    return leaf(
        authority,
        name(List.of(), commonName),
        KeyPurposeId.id_kp_serverAuth,
        new GeneralNames(names),
        validity);
  }

  /** A user's certificate: the common name is the user's name, organizations are the groups. */
  CertificateAndKey client(
      CertificateAndKey authority, String user, List<String> groups, Duration validity) {
    return leaf(authority, name(groups, user), KeyPurposeId.id_kp_clientAuth, null, validity);
  }

  private CertificateAndKey leaf(
      CertificateAndKey authority,
      X500Name subject,
      KeyPurposeId purpose,
      @Nullable GeneralNames alternativeNames,
      Duration validity) {
    return guarded(
        () -> {
          KeyPair pair = newKey();
          JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
          X500Name issuer =
              X500Name.getInstance(authority.certificate().getSubjectX500Principal().getEncoded());
          X509v3CertificateBuilder builder = builder(issuer, subject, pair.getPublic(), validity);
          builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
          builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
          builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
          builder.addExtension(
              Extension.authorityKeyIdentifier,
              false,
              extensions.createAuthorityKeyIdentifier(authority.certificate().getPublicKey()));
          if (alternativeNames != null) {
            builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames);
          }
          return new CertificateAndKey(sign(builder, authority.key()), pair.getPrivate());
        });
  }

  private X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey key, Duration validity) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(127, RANDOM),
        Date.from(now.minus(CLOCK_SKEW)),
        Date.from(now.plus(validity)),
        subject,
        key);
  }

  private static X500Name name(List<String> organizations, String commonName) {
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

  private interface Making {
    CertificateAndKey make()
        throws GeneralSecurityException, IOException, OperatorCreationException;
  }

  private static CertificateAndKey guarded(Making making) {
    try {
      return making.make();
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("this Java cannot make an ECDSA certificate", e);
    }
  }
}
