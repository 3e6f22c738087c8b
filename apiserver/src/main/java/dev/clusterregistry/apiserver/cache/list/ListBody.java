package dev.clusterregistry.apiserver.cache.list;

import dev.clusterregistry.apiserver.cache.Leaf;

/** Where the pieces of a list go, in order. */
sealed interface ListBody permits PlainBody, GzipBody {

  /** Text that is not an item: header and footer. */
  void text(byte[] bytes);

  /** Items, preceded by their separator if others went before. */
  void run(ItemRun items);

  /** The same for a run that other lists will ask for too. */
  void run(ItemRun items, Leaf leaf, RunKey key);

  /** Nothing follows. */
  void finish();
}
