package dev.clusterregistry.machinery.apply;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a change of an object means for everybody who owns fields of it. Made for one change;
 * remembers the comparison in each version that an owner speaks in.
 */
final class Changes {
  private final Typed before;
  private final Typed after;
  private final FieldSet ignored;
  private final Map<String, Comparison> byVersion = new HashMap<>();

  /**
   * @param ignored trees of fields that are reset afterwards, so that nobody comes to own them
   */
  Changes(Typed before, Typed after, FieldSet ignored) {
    this.before = before;
    this.after = after;
    this.ignored = ignored;
  }

  /** In the version of the objects. */
  Comparison comparison() {
    return before.comparedTo(after).without(ignored);
  }

  /** In another version; null if that no longer exists. */
  private @Nullable Comparison in(String apiVersion) {
    Comparison known = byVersion.get(apiVersion);
    if (known == null) {
      Typed old = before.in(apiVersion);
      Typed current = after.in(apiVersion);
      if (old == null || current == null) {
        return null;
      }
      known = old.comparedTo(current).without(ignored);
      byVersion.put(apiVersion, known);
    }
    return known;
  }

  /** What others own and the change writes, by owner. */
  SortedMap<Manager, FieldSet> conflicts(
      SortedMap<Manager, Owned> owners, @Nullable Manager except) {
    SortedMap<Manager, FieldSet> conflicts = new TreeMap<>();
    owners.forEach(
        (manager, owned) -> {
          Comparison comparison = manager.equals(except) ? null : in(owned.apiVersion());
          if (comparison != null) {
            FieldSet conflict = owned.fields().intersection(comparison.written());
            if (!conflict.isEmpty()) {
              conflicts.put(manager, conflict);
            }
          }
        });
    return conflicts;
  }

  /**
   * Takes from others what the change writes or removes, and forgets those who are left with
   * nothing or speak in a version that no longer exists.
   */
  void takeFromOthers(SortedMap<Manager, Owned> owners, @Nullable Manager except) {
    owners
        .entrySet()
        .removeIf(
            entry -> !entry.getKey().equals(except) && in(entry.getValue().apiVersion()) == null);
    owners.replaceAll(
        (manager, owned) -> {
          Comparison comparison = manager.equals(except) ? null : in(owned.apiVersion());
          return comparison == null
              ? owned
              : owned.with(
                  owned.fields().difference(comparison.written()).difference(comparison.removed()));
        });
    owners.values().removeIf(owned -> owned.fields().isEmpty());
  }
}
