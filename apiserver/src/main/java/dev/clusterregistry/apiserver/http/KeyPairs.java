package dev.clusterregistry.apiserver.http;

import io.netty.internal.tcnative.Buffer;
import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** Whether a private key is the one of a certificate. */
final class KeyPairs {
  private KeyPairs() {}

  /**
   * Asks BoringSSL, which knows at once. A signature of the JDK's, made and verified by code that
   * has not been compiled yet, would be what a start waits for last.
   *
   * @return false also if BoringSSL does not like one of them for another reason
   */
  static boolean isPairNatively(X509Certificate certificate, PrivateKey key) {
    try {
      long context = SSLContext.make(SSL.SSL_PROTOCOL_TLSV1_2, SSL.SSL_MODE_SERVER);
      long connection = SSL.newSSL(context, true);
      long chain = 0;
      long own = 0;
      try {
        chain = parsed("CERTIFICATE", certificate.getEncoded(), SSL::parseX509Chain);
        own = parsed("PRIVATE KEY", encoded(key), bio -> SSL.parsePrivateKey(bio, null));
        SSL.setKeyMaterial(connection, chain, own); // fails where they are no pair
        return true;
      } finally {
        SSL.freePrivateKey(own);
        SSL.freeX509Chain(chain);
        SSL.freeSSL(connection);
        SSLContext.free(context);
      }
    } catch (Exception e) { // what the native library throws is declared so
      SSL.clearError();
      return false;
    }
  }

  private static byte[] encoded(Key key) throws GeneralSecurityException {
    byte[] encoded = key.getEncoded();
    if (encoded == null) {
      throw new GeneralSecurityException("a key that cannot be encoded");
    }
    return encoded;
  }

  /** Makes what the native library holds, out of its buffer; both are known by their address. */
  private interface Parser {
    long parse(long bio) throws Exception;
  }

  private static long parsed(String type, byte[] content, Parser parser) throws Exception {
    String base64 = Base64.getMimeEncoder().encodeToString(content);
    byte[] pem =
        ("-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n")
            .getBytes(StandardCharsets.US_ASCII);
    ByteBuffer direct = ByteBuffer.allocateDirect(pem.length).put(pem);
    long bio = SSL.newMemBIO();
    try {
      SSL.bioWrite(bio, Buffer.address(direct), pem.length);
      return parser.parse(bio);
    } finally {
      SSL.freeBIO(bio);
    }
  }

  /** Signs something with the one and verifies it with the other. */
  static boolean isPair(X509Certificate certificate, PrivateKey key) {
    PublicKey certified = certificate.getPublicKey();
    if (certified instanceof RSAPublicKey its && key instanceof RSAPrivateKey own) {
      return its.getModulus().equals(own.getModulus());
    }
    byte[] probe = {1, 2, 3};
    String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : key.getAlgorithm();
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(probe);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(certified);
      verifier.update(probe);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
