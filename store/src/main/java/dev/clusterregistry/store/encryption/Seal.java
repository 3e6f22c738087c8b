package dev.clusterregistry.store.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One way to store a value: as it is, or encrypted with one key. A sealed value begins with a mark
 * that names the way and the key, such as {@code k8s:enc:aesgcm:v1:key1:}; the rest is as
 * Kubernetes has it. None of these shows its key.
 */
public sealed interface Seal {

  /** What every sealed value begins with, and no other. */
  String ENCRYPTED = "k8s:enc:";

  /** What values sealed so begin with; empty if they are left as they are. */
  byte[] mark();

  /**
   * @param key under which the value is stored
   */
  byte[] close(byte[] key, byte[] value) throws GeneralSecurityException;

  /**
   * @param sealed begins with the mark
   * @throws GeneralSecurityException if it was not sealed so, or is damaged
   */
  byte[] open(byte[] key, byte[] sealed) throws GeneralSecurityException;

  /** Whether the bytes begin with a mark. */
  static boolean marked(byte[] stored, byte[] mark) {
    return stored.length >= mark.length
        && Arrays.equals(stored, 0, mark.length, mark, 0, mark.length);
  }

  /** Values as they are: Kubernetes' provider {@code identity}. */
  record Plain() implements Seal {
    private static final byte[] NOTHING = {};

    @Override
    public byte[] mark() {
      return NOTHING;
    }

    @Override
    public byte[] close(byte[] key, byte[] value) {
      return value;
    }

    @Override
    public byte[] open(byte[] key, byte[] sealed) {
      return sealed;
    }

    @Override
    public String toString() {
      return "identity";
    }
  }

  /**
   * AES in Galois/Counter Mode, with a random nonce of 12 bytes in front of the text and the
   * store's key as associated data, so that a value cannot be moved to another key unnoticed. With
   * random nonces a key may seal some billion values before two are likely to be equal; Kubernetes
   * tells people to change it after 200,000.
   */
  final class AesGcm implements Seal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final String name;
    private final byte[] mark;
    private final SecretKey secret;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param secret of 16, 24 or 32 bytes
     */
    public AesGcm(String name, byte[] secret) {
      this.name = name;
      this.mark = (ENCRYPTED + "aesgcm:v1:" + name + ":").getBytes(UTF_8);
      this.secret = new SecretKeySpec(secret, "AES");
    }

    @Override
    public byte[] mark() {
      return mark.clone();
    }

    @Override
    public byte[] close(byte[] key, byte[] value) throws GeneralSecurityException {
      byte[] nonce = new byte[NONCE];
      random.nextBytes(nonce);
      byte[] text = cipher(Cipher.ENCRYPT_MODE, nonce, key).doFinal(value);
      return ByteBuffer.allocate(mark.length + NONCE + text.length)
          .put(mark)
          .put(nonce)
          .put(text)
          .array();
    }

    @Override
    public byte[] open(byte[] key, byte[] sealed) throws GeneralSecurityException {
      int text = mark.length + NONCE;
      if (sealed.length < text) {
        throw new GeneralSecurityException("it is cut off");
      }
      byte[] nonce = Arrays.copyOfRange(sealed, mark.length, text);
      return cipher(Cipher.DECRYPT_MODE, nonce, key).doFinal(sealed, text, sealed.length - text);
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] key) throws GeneralSecurityException {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(key);
      return cipher;
    }

    @Override
    public String toString() {
      return "aesgcm key \"" + name + "\"";
    }
  }

  /**
   * AES with cipher block chaining and PKCS #7 padding, a random block in front of the text.
   * Nothing vouches for what is stored: who can write to the store can change it.
   */
  final class AesCbc implements Seal {
    private static final int BLOCK = 16;

    private final String name;
    private final byte[] mark;
    private final SecretKey secret;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param secret of 16, 24 or 32 bytes
     */
    public AesCbc(String name, byte[] secret) {
      this.name = name;
      this.mark = (ENCRYPTED + "aescbc:v1:" + name + ":").getBytes(UTF_8);
      this.secret = new SecretKeySpec(secret, "AES");
    }

    @Override
    public byte[] mark() {
      return mark.clone();
    }

    @Override
    public byte[] close(byte[] key, byte[] value) throws GeneralSecurityException {
      byte[] first = new byte[BLOCK];
      random.nextBytes(first);
      byte[] text = cipher(Cipher.ENCRYPT_MODE, first).doFinal(value);
      return ByteBuffer.allocate(mark.length + BLOCK + text.length)
          .put(mark)
          .put(first)
          .put(text)
          .array();
    }

    @Override
    public byte[] open(byte[] key, byte[] sealed) throws GeneralSecurityException {
      int text = mark.length + BLOCK;
      if (sealed.length < text + BLOCK) {
        throw new GeneralSecurityException("it is cut off");
      }
      byte[] first = Arrays.copyOfRange(sealed, mark.length, text);
      return cipher(Cipher.DECRYPT_MODE, first).doFinal(sealed, text, sealed.length - text);
    }

    private Cipher cipher(int mode, byte[] first) throws GeneralSecurityException {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(mode, secret, new IvParameterSpec(first));
      return cipher;
    }

    @Override
    public String toString() {
      return "aescbc key \"" + name + "\"";
    }
  }
}
