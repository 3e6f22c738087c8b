package dev.clusterregistry.clusterregistry.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clusterregistry.store.Entry;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a store holds, in two figures: two stores with equal ones hold the same keys with the same
 * values. Revisions do not count.
 *
 * @param sha256 over all keys and values, each behind its length, in key order; in hexadecimal
 */
public record Contents(int count, String sha256) {

  /**
   * @param entries in key order
   */
  public static Contents of(List<Entry> entries) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Entry entry : entries) {
        add(digest, entry.key().getBytes(UTF_8));
        add(digest, entry.value());
      }
      return new Contents(entries.size(), HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void add(MessageDigest digest, byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    digest.update(bytes);
  }

  @Override
  public String toString() {
    return count + " keys, sha256 " + sha256;
  }
}
