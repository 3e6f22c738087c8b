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
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
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

  /** The names and addresses that the first certificate of a file is made for. */
  public static List<String> hosts(Path file) {
    try {
      Collection<List<?>> names = certificates(file).getFirst().getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream().map(name -> String.valueOf(name.getLast())).toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  /** The text of a key that {@link OwnCertificates} has made, as it belongs into a kubeconfig. */
  public static String ownKeyForClients(Path file) {
    PrivateKey key = privateKey(file);
    if (key instanceof ECPrivateKey p256) {
      return Pem.p256PrivateKey(p256);
    }
    return Pem.privateKey(key.getEncoded());
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

  private static byte[] read(Path file, String what) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ProgramException(what + " file cannot be read: " + PrivateFile.reason(e), e);
    }
  }
}
