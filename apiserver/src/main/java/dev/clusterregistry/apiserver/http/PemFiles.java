package dev.clusterregistry.apiserver.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads what Kubernetes tools write: certificates, and keys in any of the three usual wrappings.
 */
public final class PemFiles {
  private static final String BEGIN = "-----BEGIN ";
  private static final byte[] RSA_ALGORITHM =
      HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final byte[] EC_ALGORITHM_OID = HexFormat.of().parseHex("06072a8648ce3d0201");
  private static final byte[] VERSION_ZERO = {2, 1, 0};

  private PemFiles() {}

  /** All certificates of the file, at least one. */
  public static List<X509Certificate> certificates(Path file) throws IOException {
    return certificates(file.toString(), Files.readAllBytes(file));
  }

  /**
   * All certificates of a text, at least one.
   *
   * @param file what to call it
   */
  public static List<X509Certificate> certificates(String file, byte[] pem) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Block block : blocks(file, pem)) {
        if (block.type.equals("CERTIFICATE")) {
          Certificate certificate =
              factory.generateCertificate(new ByteArrayInputStream(block.content));
          certificates.add((X509Certificate) certificate);
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(file + ": not a valid certificate: " + e.getMessage(), e);
    }
    if (certificates.isEmpty()) {
      throw new IOException(file + ": holds no PEM certificate");
    }
    return certificates;
  }

  /** The first private key of the file. */
  public static PrivateKey privateKey(Path file) throws IOException {
    return privateKey(file.toString(), Files.readAllBytes(file));
  }

  /**
   * The first private key of a text.
   *
   * @param file what to call it
   */
  public static PrivateKey privateKey(String file, byte[] pem) throws IOException {
    boolean encrypted = false;
    for (Block block : blocks(file, pem)) {
      switch (block.type) {
        case "PRIVATE KEY" -> {
          return fromPkcs8(file, block.content);
        }
        case "RSA PRIVATE KEY" -> {
          return fromPkcs8(file, wrap(RSA_ALGORITHM, block.content));
        }
        case "EC PRIVATE KEY" -> {
          byte[] algorithm = sequence(EC_ALGORITHM_OID, curve(file, block.content));
          return fromPkcs8(file, wrap(algorithm, block.content));
        }
        case "ENCRYPTED PRIVATE KEY" -> encrypted = true;
        default -> {}
      }
    }
    String why = encrypted ? "the private key is encrypted" : "holds no PEM private key";
    throw new IOException(file + ": " + why);
  }

  private static PrivateKey fromPkcs8(String file, byte[] encoded) throws IOException {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(encoded);
    for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        // a key of another algorithm
      } catch (GeneralSecurityException e) {
        throw new IOException(file + ": " + e.getMessage(), e);
      }
    }
    throw new IOException(file + ": not a valid EC, RSA or Ed25519 private key");
  }

  /** The curve's object identifier, which SEC1 keeps in the tagged part [0]. */
  private static byte[] curve(String file, byte[] sec1) throws IOException {
    for (int i = 0; i + 3 < sec1.length; i++) {
      int length = sec1[i + 1];
      boolean tagged = (sec1[i] & 0xff) == 0xa0 && sec1[i + 2] == 6 && length == sec1[i + 3] + 2;
      if (tagged && i + 2 + length <= sec1.length) {
        byte[] identifier = new byte[length];
        System.arraycopy(sec1, i + 2, identifier, 0, length);
        return identifier;
      }
    }
    throw new IOException(file + ": the EC private key does not name its curve");
  }

  private static byte[] wrap(byte[] algorithm, byte[] key) {
    return sequence(VERSION_ZERO, algorithm, tagged(4, key));
  }

  private static byte[] sequence(byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    return tagged(0x30, content.toByteArray());
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 5);
    out.write(tag);
    if (content.length < 128) {
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private record Block(String type, byte[] content) {}

  private static List<Block> blocks(String file, byte[] pem) throws IOException {
    String text = new String(pem, StandardCharsets.ISO_8859_1);
    List<Block> blocks = new ArrayList<>();
    int from = text.indexOf(BEGIN);
    while (from >= 0) {
      int typeEnd = text.indexOf("-----", from + BEGIN.length());
      String type = typeEnd < 0 ? "" : text.substring(from + BEGIN.length(), typeEnd);
      int end = typeEnd < 0 ? -1 : text.indexOf("-----END " + type + "-----", typeEnd);
      if (end < 0) {
        throw new IOException(file + ": a PEM block does not end");
      }
      try {
        String content = text.substring(typeEnd + 5, end);
        blocks.add(new Block(type, Base64.getMimeDecoder().decode(content)));
      } catch (IllegalArgumentException e) {
        throw new IOException(file + ": a PEM block is not base64", e);
      }
      from = text.indexOf(BEGIN, end);
    }
    return blocks;
  }
}
