package dev.clusterregistry.crinit.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.clusterregistry.crinit.CrinitException;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The text form of certificates and keys (RFC 7468). */
public final class Pem {
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII));
  private static final String KEY = "PRIVATE KEY";

  private Pem() {}

  /**
   * The first certificate in a text.
   *
   * @param whose for the message if there is none
   */
  public static X509Certificate certificate(String pem, String whose) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
    } catch (CertificateException e) {
      throw new CrinitException(whose + " is not a valid PEM certificate", e);
    }
  }

  static PrivateKey key(String pem, String whose) {
    int begin = pem.indexOf("-----BEGIN " + KEY + "-----");
    int end = pem.indexOf("-----END " + KEY + "-----");
    if (begin < 0 || end < begin) {
      throw new CrinitException(whose + " is not a valid PEM private key (PKCS #8)");
    }
    try {
      String body = pem.substring(begin + KEY.length() + 16, end);
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw new CrinitException(whose + " is not a valid PEM private key (PKCS #8)", e);
    }
  }

  static String text(X509Certificate certificate) throws CertificateException {
    return block("CERTIFICATE", certificate.getEncoded());
  }

  static String text(PrivateKey key) {
    return block(KEY, key.getEncoded());
  }

  /**
   * @param der of RFC 5915
   */
  static String ecKey(byte[] der) {
    return block("EC " + KEY, der);
  }

  private static String block(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, LINES.encodeToString(der), label);
  }
}
