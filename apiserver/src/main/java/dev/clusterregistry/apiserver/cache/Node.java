package dev.clusterregistry.apiserver.cache;

import org.jspecify.annotations.Nullable;

/** A node of a {@link FrozenTree}. Only the edit that made it, its owner, may change it. */
abstract sealed class Node extends Derivable permits Leaf, Branch {
  /** Marks the nodes of one edit. */
  static final class Owner {}

  @Nullable Owner owner;

  Node(@Nullable Owner owner) {
    this.owner = owner;
  }

  /** Objects below. */
  abstract int count();

  /** Items or children. */
  abstract int width();

  /** A key at or below all keys here and above all keys of the left neighbour. */
  abstract String low();
}
