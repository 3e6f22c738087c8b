package dev.clusterregistry.apiserver.cache.list;

/** The objects that a list still has to write, cut into slices. */
sealed interface ListItems permits WalkedItems, FoundItems {

  /** Writes a slice; returns whether there may be more. */
  boolean slice(ListBody out);
}
