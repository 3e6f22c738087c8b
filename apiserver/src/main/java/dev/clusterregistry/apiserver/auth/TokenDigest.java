package dev.clusterregistry.apiserver.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The SHA-256 of a token. Tokens are looked up by it, so that neither comparing nor hashing tells
 * by its duration how much of a guess was right, and the tokens themselves are not kept.
 */
public record TokenDigest(long a, long b, long c, long d) {
  /** Looking an algorithm up costs several times what the digest of a token does. */
  private static final ThreadLocal<MessageDigest> SHA256 =
      ThreadLocal.withInitial(TokenDigest::sha256);

  static TokenDigest of(String token) {
    ByteBuffer digest =
        ByteBuffer.wrap(SHA256.get().digest(token.getBytes(StandardCharsets.UTF_8)));
    return new TokenDigest(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
