package dev.clusterregistry.apiserver.cache;

import org.jspecify.annotations.Nullable;

/** A node of a {@link FrozenTree}. Only the edit that made it, its owner, may change it. */
abstract sealed class Node extends Derivable permits Leaf, Branch {
  /** Marks the nodes of one edit. */
  static final class Owner {}

  @Nullable Owner owner;

  /** Made by the first reader; none while an edit moves keys about. */
  @Nullable KeyMarks marks;

  Node(@Nullable Owner owner) {
    this.owner = owner;
  }

  /** Objects below. */
  abstract int count();

  /** Items or children. */
  abstract int width();

  /** The key of an item, or the low key of a child. */
  abstract String key(int index);

  final KeyMarks marks() {
    KeyMarks known = marks;
    if (known == null) {
      known = KeyMarks.of(this);
      marks = known;
    }
    return known;
  }

  /** A key at or below all keys here and above all keys of the left neighbour. */
  abstract String low();
}
