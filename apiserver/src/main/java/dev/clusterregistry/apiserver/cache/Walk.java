package dev.clusterregistry.apiserver.cache;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Steps through a range of a snapshot leaf by leaf: {@code while (walk.next())} look at the items
 * from {@link #from} to below {@link #until} of {@link #leaf}. Used by one thread at a time.
 */
public final class Walk {
  private final KeyRange range;
  private final Deque<Step> path = new ArrayDeque<>();
  private Leaf leaf = Leaf.EMPTY;
  private int from;
  private int until;
  private boolean over;

  private static final class Step {
    final Branch branch;
    int index;

    Step(Branch branch, int index) {
      this.branch = branch;
      this.index = index;
    }
  }

  Walk(FrozenTree tree, KeyRange range) {
    this.range = range;
    this.start = tree.root;
  }

  private @Nullable Node start;

  /** Goes to the next leaf of the range that is not empty; false at the end. */
  public boolean next() {
    while (!over) {
      Leaf found = start == null ? following() : first(start);
      boolean isFirst = start != null;
      start = null;
      if (found == null) {
        over = true;
        break;
      }
      leaf = found;
      from = isFirst ? bound(found, range.from()) : 0;
      until = found.size;
      if (range.until() != null
          && found.size > 0
          && found.items[found.size - 1].key().compareTo(range.until()) >= 0) {
        until = bound(found, range.until());
        over = true;
      }
      if (from < until) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where to go on for those who stop within leaves: at an index that this leaf still has, else at
   * the first of the next one; -1 at the end. Begins with 0.
   */
  public int resume(int index) {
    if (index < until) {
      return index;
    }
    return next() ? from : -1;
  }

  public Leaf leaf() {
    return leaf;
  }

  public int from() {
    return from;
  }

  public int until() {
    return until;
  }

  private Leaf first(Node root) {
    Node node = root;
    while (node instanceof Branch branch) {
      int index = branch.search(range.from());
      path.push(new Step(branch, index));
      node = branch.children[index];
    }
    return (Leaf) node;
  }

  private @Nullable Leaf following() {
    while (!path.isEmpty()) {
      Step step = path.peek();
      if (step.index + 1 < step.branch.width) {
        step.index++;
        return leftmost(step.branch.children[step.index]);
      }
      path.pop();
    }
    return null;
  }

  private Leaf leftmost(Node below) {
    Node node = below;
    while (node instanceof Branch branch) {
      path.push(new Step(branch, 0));
      node = branch.children[0];
    }
    return (Leaf) node;
  }

  private static int bound(Leaf leaf, String key) {
    int index = leaf.search(key);
    return index < 0 ? -(index + 1) : index;
  }
}
