package dev.clusterregistry.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * A certificate for the loopback interface that signs itself, and its key: ECDSA P-256, X.509 v3
 * (RFC 5280). Each registry has its own, so that no secret is published and none expires.
 */
record SelfSigned(byte[] certificate, byte[] privateKey) {
  private static final int[] ECDSA_WITH_SHA256 = {1, 2, 840, 10045, 4, 3, 2};
  private static final int[] COMMON_NAME = {2, 5, 4, 3};
  private static final int[] SUBJECT_ALTERNATIVE_NAME = {2, 5, 29, 17};
  private static final int[] BASIC_CONSTRAINTS = {2, 5, 29, 19};
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final Duration VALIDITY = Duration.ofDays(7);

  static SelfSigned forLoopback() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      byte[] unsigned = toBeSigned(pair.getPublic().getEncoded(), Instant.now());
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(unsigned);
      byte[] certificate = Der.sequence(unsigned, algorithm(), Der.bits(signature.sign()));
      return new SelfSigned(certificate, pair.getPrivate().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot make an ECDSA certificate", e);
    }
  }

  private static byte[] toBeSigned(byte[] publicKey, Instant now) {
    byte[] serial = new byte[16];
    new SecureRandom().nextBytes(serial);
    byte[] name = Der.sequence(Der.set(Der.sequence(Der.object(COMMON_NAME), Der.text("test"))));
    return Der.sequence(
        Der.explicit(0, Der.integer(2)),
        Der.positive(serial),
        algorithm(),
        name,
        Der.sequence(Der.time(now.minus(SKEW)), Der.time(now.plus(VALIDITY))),
        name,
        publicKey,
        Der.explicit(3, Der.sequence(authority(), names())));
  }

  private static byte[] algorithm() {
    return Der.sequence(Der.object(ECDSA_WITH_SHA256));
  }

  /** Some clients trust nothing but authorities. */
  private static byte[] authority() {
    byte[] yes = Der.bool(true);
    return Der.sequence(Der.object(BASIC_CONSTRAINTS), yes, Der.octets(Der.sequence(yes)));
  }

  private static byte[] names() {
    byte[] localhost = "localhost".getBytes(StandardCharsets.US_ASCII);
    byte[] v6 = new byte[16];
    v6[15] = 1;
    byte[] all =
        Der.sequence(
            Der.implicit(2, localhost),
            Der.implicit(7, new byte[] {127, 0, 0, 1}),
            Der.implicit(7, v6));
    return Der.sequence(Der.object(SUBJECT_ALTERNATIVE_NAME), Der.octets(all));
  }

  String certificatePem() {
    return pem("CERTIFICATE", certificate);
  }

  String privateKeyPem() {
    return pem("PRIVATE KEY", privateKey);
  }

  private static String pem(String what, byte[] der) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
  }
}
