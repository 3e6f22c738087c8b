package dev.clusterregistry.machinery.apply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of paths into an object, as a tree. A path may be a member without what lies below it, and
 * the other way round. Immutable.
 */
public final class FieldSet {
  public static final FieldSet EMPTY = new FieldSet(new PathElement[0], new Entry[0]);

  /**
   * What the set says about one step.
   *
   * @param member whether the path that ends here is in the set
   * @param below the paths that go on from here
   */
  record Entry(boolean member, FieldSet below) {
    static final Entry LEAF = new Entry(true, EMPTY);

    boolean isEmpty() {
      return !member && below.isEmpty();
    }

    /** The same object if it would say the same. */
    @SuppressWarnings("ReferenceEquality") // finds out what was left alone
    Entry with(boolean newMember, FieldSet newBelow) {
      return newMember == member && newBelow == below ? this : new Entry(newMember, newBelow);
    }
  }

  /** In ascending order, each once. */
  private final PathElement[] steps;

  /** What is said about each step; none is empty. */
  private final Entry[] entries;

  private FieldSet(PathElement[] steps, Entry[] entries) {
    this.steps = steps;
    this.entries = entries;
  }

  /** Collects the entries of one level. */
  static final class Level {
    private PathElement[] steps;
    private Entry[] entries;
    private int size;
    private boolean ascending = true;

    Level(int expected) {
      steps = new PathElement[expected];
      entries = new Entry[expected];
    }

    /** An entry that says nothing is left out. Of several for one step the last one counts. */
    void add(PathElement step, Entry entry) {
      if (entry.isEmpty()) {
        return;
      }
      if (size == steps.length) {
        steps = Arrays.copyOf(steps, size * 2 + 2);
        entries = Arrays.copyOf(entries, size * 2 + 2);
      }
      ascending &= size == 0 || steps[size - 1].compareTo(step) < 0;
      steps[size] = step;
      entries[size++] = entry;
    }

    FieldSet done() {
      if (size == 0) {
        return EMPTY;
      }
      if (ascending) {
        return new FieldSet(Arrays.copyOf(steps, size), Arrays.copyOf(entries, size));
      }
      SortedMap<PathElement, Entry> sorted = new TreeMap<>();
      for (int i = 0; i < size; i++) {
        sorted.put(steps[i], entries[i]);
      }
      return new FieldSet(
          sorted.keySet().toArray(new PathElement[0]), sorted.values().toArray(new Entry[0]));
    }
  }

  /** A set of one path of field names. */
  public static FieldSet path(String... names) {
    FieldSetBuilder builder = new FieldSetBuilder();
    FieldSetBuilder at = builder;
    for (int i = 0; i < names.length - 1; i++) {
      at = at.below(new PathElement.Field(names[i]));
    }
    at.add(new PathElement.Field(names[names.length - 1]));
    return builder.build();
  }

  /** Visits the steps of this level. */
  void forEachEntry(BiConsumer<PathElement, Entry> visitor) {
    for (int i = 0; i < steps.length; i++) {
      visitor.accept(steps[i], entries[i]);
    }
  }

  public boolean isEmpty() {
    return steps.length == 0;
  }

  private @Nullable Entry entry(PathElement step) {
    int index = Arrays.binarySearch(steps, step);
    return index < 0 ? null : entries[index];
  }

  boolean has(PathElement step) {
    Entry entry = entry(step);
    return entry != null && entry.member();
  }

  /** The paths that begin with a step, without it. */
  FieldSet below(PathElement step) {
    Entry entry = entry(step);
    return entry == null ? EMPTY : entry.below();
  }

  boolean has(List<PathElement> path) {
    FieldSet set = this;
    for (PathElement step : path.subList(0, path.size() - 1)) {
      set = set.below(step);
    }
    return set.has(path.get(path.size() - 1));
  }

  @SuppressWarnings("ReferenceEquality") // finds out what was left alone
  public FieldSet union(FieldSet other) {
    if (other.isEmpty() || other == this) {
      return this;
    }
    if (isEmpty()) {
      return other;
    }
    Level result = new Level(Math.max(steps.length, other.steps.length));
    boolean changed = false;
    int mine = 0;
    int theirs = 0;
    while (mine < steps.length || theirs < other.steps.length) {
      int order = order(mine, other, theirs);
      if (order < 0) {
        result.add(steps[mine], entries[mine++]);
      } else if (order > 0) {
        result.add(other.steps[theirs], other.entries[theirs++]);
        changed = true;
      } else {
        Entry left = entries[mine];
        Entry right = other.entries[theirs++];
        Entry both = left.with(left.member() || right.member(), left.below().union(right.below()));
        changed |= both != left;
        result.add(steps[mine++], both);
      }
    }
    return changed ? result.done() : this;
  }

  /** How the next steps of two sets compare; the end comes last. */
  private int order(int mine, FieldSet other, int theirs) {
    if (mine == steps.length) {
      return 1;
    }
    return theirs == other.steps.length ? -1 : steps[mine].compareTo(other.steps[theirs]);
  }

  @SuppressWarnings("ReferenceEquality") // spares the work, no more
  public FieldSet intersection(FieldSet other) {
    return other == this
        ? this
        : combined(
            other,
            (mine, theirs) ->
                theirs == null
                    ? null
                    : mine.with(
                        mine.member() && theirs.member(),
                        mine.below().intersection(theirs.below())));
  }

  /** The paths of this set that are not in the other; removing a path keeps those below it. */
  public FieldSet difference(FieldSet other) {
    return combined(
        other,
        (mine, theirs) ->
            theirs == null
                ? mine
                : mine.with(
                    mine.member() && !theirs.member(), mine.below().difference(theirs.below())));
  }

  /** The paths of this set neither in the other nor below a path of it. */
  public FieldSet withoutTrees(FieldSet other) {
    return combined(
        other,
        (mine, theirs) -> {
          if (theirs == null) {
            return mine;
          }
          return theirs.member()
              ? null
              : mine.with(mine.member(), mine.below().withoutTrees(theirs.below()));
        });
  }

  private interface Combination {
    @Nullable Entry of(Entry mine, @Nullable Entry theirs);
  }

  @SuppressWarnings("ReferenceEquality") // finds out what was left alone
  private FieldSet combined(FieldSet other, Combination combination) {
    Level result = new Level(steps.length);
    boolean changed = false;
    int theirs = 0;
    for (int mine = 0; mine < steps.length; mine++) {
      while (order(mine, other, theirs) > 0) {
        theirs++;
      }
      boolean both = order(mine, other, theirs) == 0;
      Entry combined = combination.of(entries[mine], both ? other.entries[theirs] : null);
      changed |= combined != entries[mine];
      if (combined != null) {
        result.add(steps[mine], combined);
      }
    }
    return changed ? result.done() : this;
  }

  /** Visits every path: those that end at a level before those that go deeper. */
  void forEach(Consumer<List<PathElement>> visitor) {
    visit(new ArrayList<>(), visitor);
  }

  private void visit(List<PathElement> prefix, Consumer<List<PathElement>> visitor) {
    for (int i = 0; i < steps.length; i++) {
      if (entries[i].member()) {
        List<PathElement> path = new ArrayList<>(prefix);
        path.add(steps[i]);
        visitor.accept(path);
      }
    }
    for (int i = 0; i < steps.length; i++) {
      prefix.add(steps[i]);
      entries[i].below().visit(prefix, visitor);
      prefix.remove(prefix.size() - 1);
    }
  }

  /** A path as error messages show it. */
  static String text(List<PathElement> path) {
    StringBuilder out = new StringBuilder();
    path.forEach(out::append);
    return out.toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof FieldSet set
            && Arrays.equals(steps, set.steps)
            && Arrays.equals(entries, set.entries));
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(steps) + Arrays.hashCode(entries);
  }

  /** One path per line. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    forEach(path -> lines.add(text(path)));
    return String.join("\n", lines);
  }
}
