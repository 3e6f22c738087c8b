package dev.clusterregistry.machinery.apply;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Removes from a merged object what its manager applied before and applies no more, unless somebody
 * owns it.
 *
 * @param owners of the fields, with what the manager applies now
 * @param now what the manager applies now
 */
record Pruning(SortedMap<Manager, Owned> owners, Owned now) {

  /**
   * @param last what the manager applied before, or null
   */
  Typed pruned(Typed merged, @Nullable Owned last) {
    if (last == null || last.fields().isEmpty() || stillApplied(last)) {
      return merged;
    }
    Typed full = merged.in(last.apiVersion());
    if (full == null) {
      return merged; // of a version that is gone
    }
    Typed rest = full.without(full.named(last.fields()));
    rest = withOwned(full, rest, last.apiVersion());
    Typed lastTerms = rest.in(last.apiVersion());
    if (lastTerms == null) {
      return merged;
    }
    FieldSet dropped =
        full.namedFields()
            .difference(full.named(lastTerms.fields()))
            .intersection(full.named(last.fields()));
    return full.without(dropped).in(merged.version());
  }

  /** Whether the manager, one of the owners now, applies all that it applied before. */
  private boolean stillApplied(Owned last) {
    return last.apiVersion().equals(now.apiVersion())
        && last.fields().difference(now.fields()).isEmpty();
  }

  /** Adds back what anybody owns, in every version that an owner speaks in, the last one first. */
  private Typed withOwned(Typed full, Typed rest, String firstVersion) {
    Map<String, FieldSet> byVersion = new LinkedHashMap<>();
    byVersion.put(firstVersion, FieldSet.EMPTY);
    owners.forEach(
        (manager, owned) -> byVersion.merge(owned.apiVersion(), owned.fields(), FieldSet::union));
    Typed result = rest;
    for (Map.Entry<String, FieldSet> version : byVersion.entrySet()) {
      Typed all = full.in(version.getKey());
      Typed kept = result.in(version.getKey());
      if (all != null && kept != null) {
        FieldSet wanted = all.named(kept.fields()).union(all.named(version.getValue()));
        result = all.without(all.namedFields().difference(wanted));
      }
    }
    return result;
  }
}
