package dev.clusterregistry.apiserver.cache;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Up to {@value FrozenTree#WIDTH} neighbouring objects. Immutable once its snapshot is published;
 * it stays the same instance in later snapshots until one of its objects changes, so that blocks
 * derived from a whole leaf stay valid.
 */
public final class Leaf extends Node {
  static final Leaf EMPTY = new Leaf(null, new Frozen[0], 0);

  Frozen[] items;
  int size;

  Leaf(@Nullable Owner owner, Frozen[] items, int size) {
    super(owner);
    this.items = items;
    this.size = size;
  }

  public int size() {
    return size;
  }

  public Frozen item(int index) {
    return items[index];
  }

  @Override
  int count() {
    return size;
  }

  @Override
  int width() {
    return size;
  }

  @Override
  String key(int index) {
    return items[index].key();
  }

  @Override
  String low() {
    return items[0].key();
  }

  /** As {@link #search}, for a leaf that will be searched again. */
  int find(String key) {
    int index = marks().ceiling(this, key);
    if (index < 0) {
      return search(key);
    }
    return index < size && items[index].key().equals(key) ? index : -(index + 1);
  }

  /** The index of the key, or -(insertion point) - 1. */
  int search(String key) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = items[middle].key().compareTo(key);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -(low + 1);
  }

  Leaf copy(Owner newOwner, int capacity) {
    Leaf copy = new Leaf(newOwner, Arrays.copyOf(items, Math.max(capacity, size)), size);
    copy.marks = marks;
    return copy;
  }

  void insert(int index, Frozen item) {
    marks = null;
    if (size == items.length) {
      items = Arrays.copyOf(items, Math.min(FrozenTree.WIDTH, size + 8));
    }
    System.arraycopy(items, index, items, index + 1, size - index);
    items[index] = item;
    size++;
  }

  @SuppressWarnings("NullAway") // slots at and above size are unused
  void remove(int index) {
    marks = null;
    System.arraycopy(items, index + 1, items, index, size - index - 1);
    items[--size] = null;
  }

  /** Moves the items from an index on into a new leaf. */
  @SuppressWarnings("NullAway") // slots at and above size are unused
  Leaf split(Owner newOwner, int from) {
    marks = null;
    Leaf right = new Leaf(newOwner, Arrays.copyOfRange(items, from, size), size - from);
    Arrays.fill(items, from, size, null);
    size = from;
    return right;
  }

  void append(Leaf right) {
    marks = null;
    items = Arrays.copyOf(items, size + right.size);
    System.arraycopy(right.items, 0, items, size, right.size);
    size += right.size;
  }
}
