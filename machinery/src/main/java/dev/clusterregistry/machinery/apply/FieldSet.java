package dev.clusterregistry.machinery.apply;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of paths into an object, as a tree. A path may be a member without what lies below it, and
 * the other way round. Immutable.
 */
public final class FieldSet {
  public static final FieldSet EMPTY = new FieldSet(new TreeMap<>());

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
  }

  private final SortedMap<PathElement, Entry> entries;

  private FieldSet(SortedMap<PathElement, Entry> entries) {
    this.entries = entries;
  }

  /** A set of these entries; those that say nothing are left out. */
  static FieldSet of(SortedMap<PathElement, Entry> entries) {
    entries.values().removeIf(Entry::isEmpty);
    return entries.isEmpty() ? EMPTY : new FieldSet(Collections.unmodifiableSortedMap(entries));
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

  SortedMap<PathElement, Entry> entries() {
    return entries;
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  boolean has(PathElement step) {
    Entry entry = entries.get(step);
    return entry != null && entry.member();
  }

  /** The paths that begin with a step, without it. */
  FieldSet below(PathElement step) {
    Entry entry = entries.get(step);
    return entry == null ? EMPTY : entry.below();
  }

  boolean has(List<PathElement> path) {
    FieldSet set = this;
    for (PathElement step : path.subList(0, path.size() - 1)) {
      set = set.below(step);
    }
    return set.has(path.get(path.size() - 1));
  }

  public FieldSet union(FieldSet other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    SortedMap<PathElement, Entry> result = new TreeMap<>(entries);
    other.entries.forEach(
        (step, entry) ->
            result.merge(
                step,
                entry,
                (left, right) ->
                    new Entry(left.member() || right.member(), left.below().union(right.below()))));
    return of(result);
  }

  public FieldSet intersection(FieldSet other) {
    return combined(
        other,
        (mine, theirs) ->
            theirs == null
                ? null
                : new Entry(
                    mine.member() && theirs.member(), mine.below().intersection(theirs.below())));
  }

  /** The paths of this set that are not in the other; removing a path keeps those below it. */
  public FieldSet difference(FieldSet other) {
    return combined(
        other,
        (mine, theirs) ->
            theirs == null
                ? mine
                : new Entry(
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
              : new Entry(mine.member(), mine.below().withoutTrees(theirs.below()));
        });
  }

  private interface Combination {
    @Nullable Entry of(Entry mine, @Nullable Entry theirs);
  }

  private FieldSet combined(FieldSet other, Combination combination) {
    SortedMap<PathElement, Entry> result = new TreeMap<>();
    entries.forEach(
        (step, entry) -> {
          Entry combined = combination.of(entry, other.entries.get(step));
          if (combined != null) {
            result.put(step, combined);
          }
        });
    return of(result);
  }

  /** Visits every path: those that end at a level before those that go deeper. */
  void forEach(Consumer<List<PathElement>> visitor) {
    visit(new ArrayList<>(), visitor);
  }

  private void visit(List<PathElement> prefix, Consumer<List<PathElement>> visitor) {
    for (Map.Entry<PathElement, Entry> entry : entries.entrySet()) {
      if (entry.getValue().member()) {
        List<PathElement> path = new ArrayList<>(prefix);
        path.add(entry.getKey());
        visitor.accept(path);
      }
    }
    for (Map.Entry<PathElement, Entry> entry : entries.entrySet()) {
      prefix.add(entry.getKey());
      entry.getValue().below().visit(prefix, visitor);
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
    return other instanceof FieldSet set && entries.equals(set.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  /** One path per line. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    forEach(path -> lines.add(text(path)));
    return String.join("\n", lines);
  }
}
