package dev.clusterregistry.apiserver.resource.write;

import dev.clusterregistry.apiserver.cache.Frozen;
import dev.clusterregistry.apiserver.resource.transform.JsonBytes;
import dev.clusterregistry.machinery.schema.KindVersion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Compares values about to be stored with the frozen bytes of what is stored, without parsing. */
final class Value {
  /** Behind the format marker. */
  private static final int MARKER = 1;

  private Value() {}

  /** Whether storing the value would change nothing, not even the form in which it is stored. */
  static boolean same(byte[] value, Frozen stored, KindVersion storage) {
    int prefix = storage.prefix().length;
    byte[] json = stored.json();
    int rest = json.length - (value.length - MARKER - prefix);
    return !stored.isStale()
        && rest > prefix
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

  /** Whether storing the value would change at most managedFields. */
  static boolean sameBesideFields(byte[] value, Frozen stored, KindVersion storage) {
    int metadata = storage.prefix().length - 1;
    byte[] json = stored.json();
    Metadata mine = Metadata.in(value, MARKER + metadata);
    Metadata theirs = Metadata.in(json, metadata);
    int from = MARKER + metadata + 1;
    int rest = theirs.fields() - (mine.fields() - from);
    return rest > metadata + 1
        && Arrays.equals(value, from, mine.fields(), json, rest, theirs.fields())
        && isRevisionMember(json, metadata + 1, rest)
        && Arrays.equals(value, mine.end(), value.length, json, theirs.end(), json.length);
  }

  /**
   * Where managedFields, the last member of metadata, lies.
   *
   * @param fields the comma before it; the closing brace of metadata if it is missing
   * @param end behind the closing brace
   */
  private record Metadata(int fields, int end) {
    private static final byte[] MEMBER = "\"managedFields\":[".getBytes(StandardCharsets.US_ASCII);

    static Metadata in(byte[] json, int start) {
      int member = JsonBytes.member(json, start, MEMBER);
      if (member < 0) {
        int end = JsonBytes.endOfObject(json, start);
        return new Metadata(end - 1, end);
      }
      int end = JsonBytes.endOfObject(json, start);
      return new Metadata(member - 1, end);
    }
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
