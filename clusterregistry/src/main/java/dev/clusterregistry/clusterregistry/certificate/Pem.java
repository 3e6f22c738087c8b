package dev.clusterregistry.clusterregistry.certificate;

import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.HexFormat;

/** Writes the text form of certificates and keys (RFC 7468). */
final class Pem {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private static final HexFormat HEX = HexFormat.of();

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

  /**
   * The form of RFC 5915, in which Kubernetes' tools write elliptic keys. Clients take a key in
   * PKCS #8 for an RSA key if they do not look into it; fabric8 is one of them.
   *
   * @param key on the curve P-256
   */
  static String p256PrivateKey(ECPrivateKey key) {
    String number = "%064x".formatted(key.getS());
    String version = "020101";
    String curve = "a00a06082a8648ce3d030107";
    return block("EC PRIVATE KEY", HEX.parseHex("3031" + version + "0420" + number + curve));
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
