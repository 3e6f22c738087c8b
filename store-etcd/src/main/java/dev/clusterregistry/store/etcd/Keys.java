package dev.clusterregistry.store.etcd;

import com.google.protobuf.ByteString;
import dev.clusterregistry.store.etcd.protocol.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * The store's keys as etcd's, below the prefix: /group/resource/name is PREFIX/group/resource/name.
 * What is below PREFIX/-/ is the store's own and shown to nobody; no group can be named so. Keys
 * that do not begin with a slash, which the registry has none of, are there, too.
 */
final class Keys {
  private static final String OWN = "-/";
  private static final String OTHERS = "-/other/";

  private final ByteString all;
  private final ByteString own;
  private final ByteString others;

  /**
   * @param prefix with or without slashes around it
   */
  Keys(String prefix) {
    String path = prefix.replaceAll("^/+|/+$", "");
    all = ByteString.copyFromUtf8(path.isEmpty() ? "/" : "/" + path + "/");
    own = all.concat(ByteString.copyFromUtf8(OWN));
    others = all.concat(ByteString.copyFromUtf8(OTHERS));
  }

  /** Where everything begins. */
  ByteString all() {
    return all;
  }

  ByteString of(String key) {
    return key.startsWith("/")
        ? all.concat(ByteString.copyFromUtf8(key.substring(1)))
        : others.concat(ByteString.copyFromUtf8(key));
  }

  /** Where all keys are that start with this; there may be some that do not, among them. */
  ByteString ofAll(String prefix) {
    return prefix.isEmpty() ? all : of(prefix);
  }

  /** Who compacted last, and up to where. */
  ByteString compaction() {
    return own.concat(ByteString.copyFromUtf8("compact_rev_key"));
  }

  /** Names the format. */
  ByteString format() {
    return own.concat(ByteString.copyFromUtf8("format"));
  }

  /** Is written to have an event. */
  ByteString tick() {
    return own.concat(ByteString.copyFromUtf8("tick"));
  }

  boolean isOwn(ByteString key) {
    return key.startsWith(own);
  }

  /** The store's key; null if it is the store's own business. */
  @Nullable String shown(KeyValue pair) {
    ByteString key = pair.getKey();
    if (key.startsWith(others)) {
      return key.substring(others.size()).toStringUtf8();
    }
    return isOwn(key) ? null : "/" + key.substring(all.size()).toStringUtf8();
  }

  /** The lowest key above all that start with these bytes, of which one is below 255. */
  static ByteString endOf(ByteString prefix) {
    int end = prefix.size();
    while (prefix.byteAt(end - 1) == (byte) 0xff) {
      end--;
    }
    ByteString last = ByteString.copyFrom(new byte[] {(byte) (prefix.byteAt(end - 1) + 1)});
    return prefix.substring(0, end - 1).concat(last);
  }
}
