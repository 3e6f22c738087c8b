package dev.clusterregistry.apiserver.auth.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An Ed25519 key of the token book (RFC 8037).
 *
 * @param header the first part of every token that it signs: a token with any other header, such as
 *     one that names no algorithm or another, is not of this key
 * @param privateKey null if the key is kept for tokens from before, and signs no more
 */
record SigningKey(
    String id,
    Instant created,
    String header,
    PublicKey publicKey,
    @Nullable PrivateKey privateKey) {
  private static final String ALGORITHM = "Ed25519";
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  static SigningKey generate(String id, Instant now) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new SigningKey(id, now, header(id), pair.getPublic(), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no Ed25519", e);
    }
  }

  /**
   * @param privateKey PKCS #8 in base64, or null
   * @throws GeneralSecurityException if a key is none
   */
  static SigningKey of(String id, Instant created, String publicKey, @Nullable String privateKey)
      throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
    Base64.Decoder decoder = Base64.getDecoder();
    return new SigningKey(
        id,
        created,
        header(id),
        factory.generatePublic(new X509EncodedKeySpec(decoder.decode(publicKey))),
        privateKey == null
            ? null
            : factory.generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(privateKey))));
  }

  private static String header(String id) {
    String json = "{\"alg\":\"EdDSA\",\"typ\":\"JWT\",\"kid\":\"" + id + "\"}";
    return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8)) + ".";
  }

  SigningKey withoutPrivateKey() {
    return new SigningKey(id, created, header, publicKey, null);
  }

  /** The token whose claims these are. */
  String sign(byte[] claims) {
    String signed = header + URL.encodeToString(claims);
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(Objects.requireNonNull(privateKey));
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The claims of a token that begins with the header, or null if this key did not sign it. */
  byte @Nullable [] verify(String token) {
    int dot = token.indexOf('.', header.length());
    if (dot < 0 || !token.startsWith(header)) {
      return null;
    }
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(publicKey);
      signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
      boolean good = signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)));
      return good ? Base64.getUrlDecoder().decode(token.substring(header.length(), dot)) : null;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return null;
    }
  }
}
