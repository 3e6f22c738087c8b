package dev.clusterregistry.apiserver.cache;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which objects a list or watch is about. Equal filters share their work, so that {@code labels}
 * must have value equality.
 *
 * @param namespace null for all namespaces, and for a cluster-scoped resource
 * @param name null for all names; watchers by name are found by hash, so a selector's
 *     metadata.name=x belongs here
 * @param labels null for any labels
 * @param fields all must match
 */
public record ObjectFilter(
    @Nullable String namespace,
    @Nullable String name,
    @Nullable Predicate<Frozen> labels,
    List<FieldMatch> fields) {
  public static final ObjectFilter EVERYTHING = new ObjectFilter(null, null, null, List.of());

  public boolean matches(Frozen object) {
    if (name != null && !name.equals(object.name())) {
      return false;
    }
    if (namespace != null && !namespace.equals(object.namespace())) {
      return false;
    }
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.get(i).matches(object)) {
        return false;
      }
    }
    return labels == null || labels.test(object);
  }

  public boolean isEverything() {
    return equals(EVERYTHING);
  }
}
