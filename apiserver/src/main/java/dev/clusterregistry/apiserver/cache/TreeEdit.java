package dev.clusterregistry.apiserver.cache;

import org.jspecify.annotations.Nullable;

/**
 * Makes the next version of a {@link FrozenTree} out of a batch of changes. A node is copied the
 * first time that the edit touches it and changed in place from then on, so that a batch shares its
 * copies. Used by one thread, once.
 */
final class TreeEdit {
  private static final int LOW_WATER = FrozenTree.WIDTH / 4;

  private final Node.Owner owner = new Node.Owner();
  private Node root;
  private @Nullable Node split;
  private @Nullable Frozen replaced;
  private long copied;

  TreeEdit(FrozenTree tree) {
    this.root = tree.root;
  }

  /** The result; the edit must not be used after it. */
  FrozenTree done() {
    return new FrozenTree(root);
  }

  /** Heap bytes of the nodes that were copied or made. */
  long copiedBytes() {
    return copied;
  }

  /** Sets an object and returns the one it replaces. */
  @Nullable Frozen put(Frozen item) {
    replaced = null;
    split = null;
    Node left = put(root, item);
    root = split == null ? left : grown(left, split);
    return replaced;
  }

  /** Removes a key and returns its object. */
  @Nullable Frozen remove(String key) {
    replaced = null;
    root = remove(root, key);
    while (root instanceof Branch branch && branch.width <= 1) {
      root = branch.width == 0 ? Leaf.EMPTY : branch.children[0];
    }
    return replaced;
  }

  private Branch grown(Node left, Node right) {
    Branch branch = Branch.of(owner, new Node[] {left, right});
    copied += cost(branch);
    return branch;
  }

  private Node put(Node node, Frozen item) {
    return switch (node) {
      case Leaf leaf -> put(leaf, item);
      case Branch branch -> put(branch, item);
    };
  }

  private Node put(Leaf shared, Frozen item) {
    int index = shared.search(item.key());
    if (index >= 0) {
      Leaf leaf = owned(shared);
      replaced = leaf.items[index];
      leaf.items[index] = item;
      return leaf;
    }
    int at = -(index + 1);
    Leaf leaf = owned(shared);
    if (leaf.size < FrozenTree.WIDTH) {
      leaf.insert(at, item);
      return leaf;
    }
    // An append leaves the full leaf as it is: ascending keys make full leaves.
    Leaf right = leaf.split(owner, at == leaf.size ? leaf.size : leaf.size / 2);
    copied += cost(right);
    split = right;
    if (at > leaf.size || right.size == 0) {
      right.insert(at - leaf.size, item);
    } else {
      leaf.insert(at, item);
    }
    return leaf;
  }

  private Node put(Branch shared, Frozen item) {
    int index = shared.search(item.key());
    Node child = put(shared.children[index], item);
    Branch branch = owned(shared);
    branch.children[index] = child;
    if (replaced == null) {
      branch.count++;
    }
    if (item.key().compareTo(branch.lows[index]) < 0) {
      branch.lower(index, item.key());
    }
    Node extra = split;
    split = null;
    if (extra == null) {
      return branch;
    }
    if (branch.width < FrozenTree.WIDTH) {
      branch.insert(index + 1, extra);
      return branch;
    }
    Branch right = branch.split(owner, index + 1 == branch.width ? index : branch.width / 2);
    copied += cost(right);
    split = right;
    if (index + 1 > branch.width) {
      // The extra child was counted where its left half is.
      right.insert(index + 1 - branch.width, extra);
    } else {
      branch.insert(index + 1, extra);
    }
    recount(branch);
    recount(right);
    return branch;
  }

  private static void recount(Branch branch) {
    int count = 0;
    for (int i = 0; i < branch.width; i++) {
      count += branch.children[i].count();
    }
    branch.count = count;
  }

  private Node remove(Node node, String key) {
    return switch (node) {
      case Leaf leaf -> remove(leaf, key);
      case Branch branch -> remove(branch, key);
    };
  }

  private Node remove(Leaf shared, String key) {
    int index = shared.search(key);
    if (index < 0) {
      return shared;
    }
    Leaf leaf = owned(shared);
    replaced = leaf.items[index];
    leaf.remove(index);
    return leaf;
  }

  private Node remove(Branch shared, String key) {
    int index = shared.search(key);
    Node child = remove(shared.children[index], key);
    if (replaced == null) {
      return shared;
    }
    Branch branch = owned(shared);
    branch.children[index] = child;
    branch.count--;
    if (child.width() == 0) {
      branch.remove(index);
    } else if (child.width() < LOW_WATER) {
      merge(branch, index + 1 < branch.width ? index : index - 1);
    }
    return branch;
  }

  /** Joins a child with its right neighbour if one node can hold both. */
  private void merge(Branch branch, int index) {
    if (index < 0 || index + 1 >= branch.width) {
      return;
    }
    Node left = branch.children[index];
    Node right = branch.children[index + 1];
    if (left.width() + right.width() > FrozenTree.WIDTH) {
      return;
    }
    switch (left) {
      case Leaf leaf -> {
        Leaf joined = owned(leaf);
        joined.append((Leaf) right);
        branch.children[index] = joined;
      }
      case Branch inner -> {
        Branch joined = owned(inner);
        joined.append((Branch) right);
        branch.children[index] = joined;
      }
    }
    branch.remove(index + 1);
  }

  private Leaf owned(Leaf leaf) {
    if (leaf.owner == owner) {
      return leaf;
    }
    Leaf copy = leaf.copy(owner, leaf.size);
    copied += cost(copy);
    return copy;
  }

  private Branch owned(Branch branch) {
    if (branch.owner == owner) {
      return branch;
    }
    Branch copy = branch.copy(owner);
    copied += cost(copy);
    return copy;
  }

  private static long cost(Node node) {
    return 64 + 8L * node.width();
  }
}
