package dev.clusterregistry.machinery.codec;

import dev.clusterregistry.machinery.schema.KindVersion;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decodes request bodies as compiled-in types do: unknown members are dropped and reported, names
 * are case-sensitive, null means unset, the last of several equal members wins.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class ObjectDecoder {

  /**
   * Decodes the body of a create or update.
   *
   * @throws dev.clusterregistry.machinery.status.StatusException 400 in Kubernetes' words
   */
  public Decoded decode(byte[] body, Encoding encoding, KindVersion version) {
    throw new UnsupportedOperationException();
  }

  /**
   * Brings a tree, such as the result of a patch, into the shape of the schema.
   *
   * @param tree not changed
   * @throws DecodingException with the bare error text, such as "json: cannot unmarshal …"
   */
  public Decoded decodeTree(ObjectNode tree, KindVersion version) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads canonical bytes (a frozen object, or a stored value without its marker) back into a tree.
   *
   * @throws DecodingException if they are not JSON
   */
  public ObjectNode parse(byte[] json, int offset, int length) {
    throw new UnsupportedOperationException();
  }
}
