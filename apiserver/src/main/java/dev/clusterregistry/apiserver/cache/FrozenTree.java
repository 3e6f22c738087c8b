package dev.clusterregistry.apiserver.cache;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map from keys to frozen objects in key order: a B+ tree whose versions share all
 * nodes that did not change. {@link TreeEdit} makes the next version.
 *
 * <p>Keys of objects are ASCII (names are DNS names), so that the order of strings is the store's
 * order of UTF-8 bytes.
 */
final class FrozenTree {
  static final int WIDTH = 64;

  /** How full a bulk load makes its nodes: room for a few inserts before the first split. */
  private static final int FILL = 56;

  static final FrozenTree EMPTY = new FrozenTree(Leaf.EMPTY);

  final Node root;

  FrozenTree(Node root) {
    this.root = root;
  }

  /** Builds a tree from objects in ascending key order without duplicates. */
  static FrozenTree of(List<Frozen> sorted) {
    if (sorted.isEmpty()) {
      return EMPTY;
    }
    Node.Owner owner = new Node.Owner();
    List<Node> level = new ArrayList<>();
    for (int from = 0; from < sorted.size(); from += FILL) {
      List<Frozen> part = sorted.subList(from, Math.min(sorted.size(), from + FILL));
      level.add(new Leaf(owner, part.toArray(new Frozen[0]), part.size()));
    }
    while (level.size() > 1) {
      List<Node> above = new ArrayList<>();
      for (int from = 0; from < level.size(); from += FILL) {
        List<Node> part = level.subList(from, Math.min(level.size(), from + FILL));
        above.add(Branch.of(owner, part.toArray(new Node[0])));
      }
      level = above;
    }
    return new FrozenTree(level.get(0));
  }

  int size() {
    return root.count();
  }

  @Nullable Frozen first() {
    Node node = root;
    while (node instanceof Branch branch) {
      node = branch.children[0];
    }
    Leaf leaf = (Leaf) node;
    return leaf.size == 0 ? null : leaf.items[0];
  }

  @Nullable Frozen get(String key) {
    Node node = root;
    while (node instanceof Branch branch) {
      node = branch.children[branch.find(key)];
    }
    Leaf leaf = (Leaf) node;
    int index = leaf.find(key);
    return index < 0 ? null : leaf.items[index];
  }

  /** How many keys are below this one. */
  int rank(String key) {
    int below = 0;
    Node node = root;
    while (node instanceof Branch branch) {
      int index = branch.find(key);
      for (int i = 0; i < index; i++) {
        below += branch.children[i].count();
      }
      node = branch.children[index];
    }
    int index = ((Leaf) node).find(key);
    return below + (index < 0 ? -(index + 1) : index);
  }
}
