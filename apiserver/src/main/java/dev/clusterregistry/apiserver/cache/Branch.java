package dev.clusterregistry.apiserver.cache;

import java.util.Arrays;

/** An inner node: children, a low key of each, and the number of objects below. */
final class Branch extends Node {
  String[] lows;
  Node[] children;
  int width;
  int count;

  Branch(Owner owner, String[] lows, Node[] children, int width, int count) {
    super(owner);
    this.lows = lows;
    this.children = children;
    this.width = width;
    this.count = count;
  }

  static Branch of(Owner owner, Node[] children) {
    String[] lows = new String[children.length];
    int count = 0;
    for (int i = 0; i < children.length; i++) {
      lows[i] = children[i].low();
      count += children[i].count();
    }
    return new Branch(owner, lows, children, children.length, count);
  }

  @Override
  int count() {
    return count;
  }

  @Override
  int width() {
    return width;
  }

  @Override
  String key(int index) {
    return lows[index];
  }

  @Override
  String low() {
    return lows[0];
  }

  /** As {@link #search}, for a branch that will be searched again. */
  int find(String key) {
    int index = marks().ceiling(this, key);
    if (index < 0) {
      return search(key);
    }
    boolean exact = index < width && lows[index].equals(key);
    return exact || index == 0 ? index : index - 1;
  }

  /** The child whose range holds the key. */
  int search(String key) {
    int low = 1;
    int high = width - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (lows[middle].compareTo(key) <= 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return low - 1;
  }

  Branch copy(Owner newOwner) {
    Branch copy = new Branch(newOwner, lows.clone(), children.clone(), width, count);
    copy.marks = marks;
    return copy;
  }

  void lower(int index, String low) {
    marks = null;
    lows[index] = low;
  }

  void insert(int index, Node child) {
    marks = null;
    if (width == children.length) {
      int capacity = Math.min(FrozenTree.WIDTH, width + 8);
      children = Arrays.copyOf(children, capacity);
      lows = Arrays.copyOf(lows, capacity);
    }
    System.arraycopy(children, index, children, index + 1, width - index);
    System.arraycopy(lows, index, lows, index + 1, width - index);
    children[index] = child;
    lows[index] = child.low();
    width++;
  }

  @SuppressWarnings("NullAway") // slots at and above width are unused
  void remove(int index) {
    marks = null;
    System.arraycopy(children, index + 1, children, index, width - index - 1);
    System.arraycopy(lows, index + 1, lows, index, width - index - 1);
    width--;
    children[width] = null;
    lows[width] = null;
  }

  /** Moves the children from an index on into a new branch. */
  @SuppressWarnings("NullAway") // slots at and above width are unused
  Branch split(Owner newOwner, int from) {
    marks = null;
    Branch right =
        new Branch(
            newOwner,
            Arrays.copyOfRange(lows, from, width),
            Arrays.copyOfRange(children, from, width),
            width - from,
            0);
    for (Node child : right.children) {
      right.count += child.count();
    }
    Arrays.fill(children, from, width, null);
    Arrays.fill(lows, from, width, null);
    width = from;
    count -= right.count;
    return right;
  }

  void append(Branch right) {
    marks = null;
    children = Arrays.copyOf(children, width + right.width);
    lows = Arrays.copyOf(lows, width + right.width);
    System.arraycopy(right.children, 0, children, width, right.width);
    System.arraycopy(right.lows, 0, lows, width, right.width);
    width += right.width;
    count += right.count;
  }
}
