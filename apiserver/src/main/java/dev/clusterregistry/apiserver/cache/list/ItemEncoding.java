package dev.clusterregistry.apiserver.cache.list;

import dev.clusterregistry.apiserver.cache.Frozen;

/**
 * Makes the bytes of one list item. Called on event loops, from any of them at once; must not
 * block. Has value equality: compressed blocks are shared by equal encodings.
 */
public interface ItemEncoding {
  /** The stored version's JSON as it is. */
  static ItemEncoding frozen() {
    return new FrozenItems();
  }

  byte[] item(Frozen object);

  /** What stands between two items; the same for equal encodings. */
  default byte[] separator() {
    return FrozenItems.COMMA;
  }

  /** The bytes depend on the object alone, not on the time: they may be remembered. */
  default boolean timeless() {
    return true;
  }
}
