package dev.clusterregistry.clusterregistry.certificate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes the text form of certificates and keys (RFC 7468). */
final class Pem {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  static String certificate(byte[] der) {
    return block("CERTIFICATE", der);
  }

  /**
   * @param der PKCS #8
   */
  static String privateKey(byte[] der) {
    return block("PRIVATE KEY", der);
  }

  private static String block(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + LINES.encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
