package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.resource.transform.JsonBytes;
import dev.clusterregistry.machinery.schema.KindVersion;
import java.util.Arrays;

/** Compares values about to be stored with the frozen bytes of what is stored, without parsing. */
final class Value {
  /** Behind the format marker. */
  private static final int MARKER = 1;

  private Value() {}

  /** Whether storing the value would change nothing. */
  static boolean same(byte[] value, Frozen stored, KindVersion storage) {
    int prefix = storage.prefix().length;
    byte[] json = stored.json();
    int rest = json.length - (value.length - MARKER - prefix);
    return rest > prefix
        && Arrays.equals(value, MARKER + prefix, value.length, json, rest, json.length)
        && isRevisionMember(json, prefix, rest);
  }

  /** What lies between must be the one member that stored values lack. */
  private static boolean isRevisionMember(byte[] json, int from, int until) {
    int quotes = 0;
    for (int i = from; i < until; i++) {
      quotes += json[i] == '"' ? 1 : 0;
    }
    return quotes == 4 && json[until - 1] == ',';
  }

  /** Whether both are equal apart from their metadata. */
  static boolean sameBesideMetadata(byte[] value, Frozen stored, KindVersion storage) {
    int metadata = storage.prefix().length - 1;
    byte[] json = stored.json();
    int valueEnd = JsonBytes.endOfObject(value, MARKER + metadata);
    int jsonEnd = JsonBytes.endOfObject(json, metadata);
    return Arrays.equals(value, valueEnd, value.length, json, jsonEnd, json.length);
  }
}
