package dev.clusterregistry.clusterregistry.certificate;

import dev.clusterregistry.clusterregistry.PrivateFile;
import dev.clusterregistry.clusterregistry.ProgramException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads certificate and key files, and says in one line what is wrong with them. */
public final class CertificateFiles {
  private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String KEY_END = "-----END PRIVATE KEY-----";

  private CertificateFiles() {}

  /** The certificates of a PEM file, at least one. */
  public static List<X509Certificate> certificates(Path file) {
    try {
      Collection<?> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(read(file, "certificate")));
      List<X509Certificate> certificates = new ArrayList<>();
      found.forEach(one -> certificates.add((X509Certificate) one));
      if (certificates.isEmpty()) {
        throw new ProgramException("certificate file " + file + " holds no PEM certificate");
      }
      return certificates;
    } catch (CertificateException e) {
      throw new ProgramException("certificate file " + file + " is not a valid PEM certificate", e);
    }
  }

  /**
   * Sees to it that a server can serve with these files.
   *
   * @return the certificate chain
   */
  public static List<X509Certificate> checkPair(Path certificateFile, Path keyFile) {
    List<X509Certificate> chain = certificates(certificateFile);
    String key = new String(read(keyFile, "private key"), StandardCharsets.US_ASCII);
    if (!key.contains("PRIVATE KEY-----")) {
      throw new ProgramException("private key file " + keyFile + " holds no PEM private key");
    }
    if (key.contains(KEY_BEGIN) && !matches(chain.getFirst(), privateKey(keyFile, key))) {
      throw new ProgramException(
          "private key file "
              + keyFile
              + " does not belong to certificate file "
              + certificateFile);
    }
    return chain;
  }

  static PrivateKey privateKey(Path file) {
    return privateKey(file, new String(read(file, "private key"), StandardCharsets.US_ASCII));
  }

  private static PrivateKey privateKey(Path file, String pem) {
    int begin = pem.indexOf(KEY_BEGIN);
    int end = pem.indexOf(KEY_END, begin + 1);
    if (begin < 0 || end < 0) {
      throw broken(file, null);
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + KEY_BEGIN.length(), end));
      return privateKey(der);
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw broken(file, e);
    }
  }

  private static ProgramException broken(Path file, @Nullable Exception e) {
    return new ProgramException(
        "private key file " + file + " is not a valid PEM private key (PKCS #8)", e);
  }

  private static PrivateKey privateKey(byte[] der) throws GeneralSecurityException {
    GeneralSecurityException last = new GeneralSecurityException("no algorithm");
    for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw last;
  }

  /** Whether what the key signs is verified by the certificate. */
  static boolean matches(X509Certificate certificate, PrivateKey key) {
    if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    try {
      Signature signature =
          Signature.getInstance(
              switch (key.getAlgorithm()) {
                case "EC" -> "SHA256withECDSA";
                case "RSA" -> "SHA256withRSA";
                default -> key.getAlgorithm();
              });
      byte[] probe = {1, 2, 3};
      signature.initSign(key);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] read(Path file, String what) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ProgramException(what + " file cannot be read: " + PrivateFile.reason(e), e);
    }
  }
}
