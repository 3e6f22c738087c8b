package dev.clusterregistry.machinery.apply;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects the paths of a {@link FieldSet} during a walk; one builder per level. */
final class FieldSetBuilder {
  private final Set<PathElement> members = new HashSet<>();
  private final Map<PathElement, FieldSetBuilder> below = new HashMap<>();

  /** Adds the path that ends with this step. */
  void add(PathElement step) {
    members.add(step);
  }

  /** The level below a step. */
  FieldSetBuilder below(PathElement step) {
    return below.computeIfAbsent(step, key -> new FieldSetBuilder());
  }

  FieldSet build() {
    SortedMap<PathElement, FieldSet.Entry> entries = new TreeMap<>();
    for (PathElement member : members) {
      entries.put(member, FieldSet.Entry.LEAF);
    }
    for (Map.Entry<PathElement, FieldSetBuilder> level : below.entrySet()) {
      FieldSet deeper = level.getValue().build();
      if (!deeper.isEmpty()) {
        boolean member = members.contains(level.getKey());
        entries.put(level.getKey(), new FieldSet.Entry(member, deeper));
      }
    }
    return FieldSet.of(entries);
  }
}
