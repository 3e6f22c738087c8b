package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.machinery.selector.LabelRequirement;
import dev.clusterregistry.machinery.selector.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which objects a list or watch is about. Equal filters share their work.
 *
 * @param namespace null for all namespaces, and for a cluster-scoped resource
 * @param name null for all names; watchers by name are found by hash, so a selector's
 *     metadata.name=x belongs here
 * @param fields all must match
 */
public record ObjectFilter(
    @Nullable String namespace,
    @Nullable String name,
    LabelSelector labels,
    List<FieldMatch> fields) {
  public static final ObjectFilter EVERYTHING =
      new ObjectFilter(null, null, LabelSelector.EVERYTHING, List.of());

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
    List<LabelRequirement> requirements = labels.requirements();
    for (int i = 0; i < requirements.size(); i++) {
      LabelRequirement requirement = requirements.get(i);
      if (!requirement.matches(object.label(requirement.key()))) {
        return false;
      }
    }
    return true;
  }

  public boolean isEverything() {
    return equals(EVERYTHING);
  }
}
