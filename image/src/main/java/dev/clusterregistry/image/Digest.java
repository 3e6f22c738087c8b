package dev.clusterregistry.image;

import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, as the OCI image specification writes it: {@code sha256:} and 64 digits. */
final class Digest {
  private Digest() {}

  static String of(byte[] content) {
    return text(sha256().digest(content));
  }

  /** Passes everything on to another stream; {@link #of(DigestOutputStream)} tells the digest. */
  static DigestOutputStream through(OutputStream out) {
    return new DigestOutputStream(out, sha256());
  }

  static String of(DigestOutputStream written) {
    return text(written.getMessageDigest().digest());
  }

  private static String text(byte[] digest) {
    return "sha256:" + HexFormat.of().formatHex(digest);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
