package dev.clusterregistry.apiserver.cache;

import dev.clusterregistry.machinery.selector.LabelRequirement;
import dev.clusterregistry.machinery.selector.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which objects a list or watch is about. Equal filters share their work.
 *
 * @param namespace null for all namespaces, and for a cluster-scoped resource
 * @param name null for all names; watchers by name are found by hash, so a selector's
 *     metadata.name=x belongs here
 * @param further all must match too, such as fields
 */
public record ObjectFilter(
    @Nullable String namespace,
    @Nullable String name,
    LabelSelector labels,
    List<ObjectMatch> further) {
  public static final ObjectFilter EVERYTHING =
      new ObjectFilter(null, null, LabelSelector.EVERYTHING, List.of());

  public boolean matches(Frozen object) {
    if (name != null && !name.equals(object.name())) {
      return false;
    }
    if (namespace != null && !namespace.equals(object.namespace())) {
      return false;
    }
    for (int i = 0; i < further.size(); i++) {
      if (!further.get(i).matches(object)) {
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

  /** What this filter and the match let pass. */
  public ObjectFilter and(ObjectMatch match) {
    List<ObjectMatch> all = new ArrayList<>(further);
    all.add(match);
    return new ObjectFilter(namespace, name, labels, List.copyOf(all));
  }

  public boolean isEverything() {
    return equals(EVERYTHING);
  }
}
