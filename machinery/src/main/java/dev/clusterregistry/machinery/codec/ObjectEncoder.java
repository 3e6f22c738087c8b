package dev.clusterregistry.machinery.codec;

import dev.clusterregistry.machinery.schema.KindVersion;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes objects as canonical bytes: equal objects give equal bytes. Compact JSON as Go writes it,
 * struct members in schema order, map keys sorted by their UTF-8 bytes, empty and null members
 * omitted, and never a resourceVersion.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class ObjectEncoder {

  /** The object as a stored value, format marker included. */
  public byte[] encodeValue(ObjectNode tree, KindVersion version) {
    throw new UnsupportedOperationException();
  }

  /** The object without the marker. */
  public byte[] encode(ObjectNode tree, KindVersion version) {
    throw new UnsupportedOperationException();
  }
}
