package dev.clusterregistry.machinery.codec;

import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The format of stored values: one marker byte, then the object in canonical JSON. */
public final class StoredValue {
  /** Marks canonical JSON. Other markers are for transformed values. */
  public static final byte JSON = 'J';

  /** Marks the text that says why a store in between cannot give the value. */
  private static final byte UNREADABLE = '!';

  private static final byte[] MEMBER = "\"resourceVersion\":\"".getBytes(StandardCharsets.US_ASCII);

  private StoredValue() {}

  /**
   * The version in which a value is stored.
   *
   * @throws DecodingException if the value has another format, or is of another kind
   */
  public static KindVersion versionOf(byte[] value, Kind kind) {
    if (value.length == 0 || value[0] != JSON) {
      throw new DecodingException(problem(value));
    }
    if (startsWith(value, kind.storageVersion())) {
      return kind.storageVersion();
    }
    for (KindVersion version : kind.versions()) {
      if (startsWith(value, version)) {
        return version;
      }
    }
    throw new DecodingException("the stored value is not a " + kind);
  }

  /**
   * The object's final JSON: the value without its marker and with resourceVersion as the first
   * member of metadata. One copy, no parsing.
   *
   * @param version in which the value is stored
   */
  public static byte[] withResourceVersion(byte[] value, KindVersion version, long revision) {
    int prefix = version.prefix().length;
    int rest = 1 + prefix;
    int digits = digits(revision);
    boolean only = value[rest] == '}';
    int added = MEMBER.length + digits + (only ? 1 : 2);
    byte[] json = new byte[value.length - 1 + added];
    System.arraycopy(value, 1, json, 0, prefix);
    System.arraycopy(MEMBER, 0, json, prefix, MEMBER.length);
    int end = prefix + MEMBER.length + digits;
    long left = revision;
    for (int i = end - 1; i >= end - digits; i--) {
      json[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    json[end] = '"';
    if (!only) {
      json[end + 1] = ',';
    }
    System.arraycopy(value, rest, json, prefix + added, value.length - rest);
    return json;
  }

  private static String problem(byte[] value) {
    if (value.length > 0 && value[0] == UNREADABLE) {
      return new String(value, 1, value.length - 1, StandardCharsets.UTF_8);
    }
    return new String(value, StandardCharsets.UTF_8).startsWith("k8s:enc:")
        ? "the stored value is encrypted, and the server has no --encryption-provider-config"
        : "the stored value has an unknown format";
  }

  private static boolean startsWith(byte[] value, KindVersion version) {
    byte[] prefix = version.prefix();
    return value.length > 1 + prefix.length
        && Arrays.equals(value, 1, 1 + prefix.length, prefix, 0, prefix.length);
  }

  private static int digits(long revision) {
    int digits = 1;
    for (long left = revision; left >= 10; left /= 10) {
      digits++;
    }
    return digits;
  }
}
