package dev.clusterregistry.clusterregistry.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives clusters that lived in namespaces a name each, for here they live in none.
 *
 * <p>A cluster that was imported before keeps the name that it got then; its uid tells. Of the
 * others, one whose name nobody else has keeps it. Where several have a name, it goes to the one
 * without a namespace, else to the one in {@value #PUBLIC}, else to the one whose namespace sorts
 * first; the rest are called {@code NAME.NAMESPACE}. The namespace stays as the annotation {@value
 * #ANNOTATION}.
 */
final class Naming {
  /** The namespace in which the first registry's second generation kept clusters for everybody. */
  static final String PUBLIC = "kube-multicluster-public";

  static final String ANNOTATION = "clusterregistry.k8s.io/imported-from-namespace";

  private static final Comparator<Named> ORDER =
      Comparator.comparing(Named::name)
          .thenComparing(each -> !each.namespace().isEmpty())
          .thenComparing(each -> !each.namespace().equals(PUBLIC))
          .thenComparing(Named::namespace);

  private final Map<String, String> nameByUid;
  private final Set<String> taken = new HashSet<>();

  /** A cluster as the source names it. */
  private record Named(Found found, ObjectNode metadata) {
    static Named of(Found found, ObjectNode cluster) {
      return new Named(found, (ObjectNode) cluster.path("metadata"));
    }

    String name() {
      return metadata.path("name").asString("");
    }

    String namespace() {
      return metadata.path("namespace").asString("");
    }

    String uid() {
      return metadata.path("uid").asString("");
    }
  }

  /**
   * @param nameByUid the names of the clusters that the target has already
   */
  Naming(Map<String, String> nameByUid) {
    this.nameByUid = nameByUid;
  }

  /** The same clusters under their names here, without namespaces, those imported before first. */
  List<Found> resolve(List<Found> all) {
    List<Found> named = new ArrayList<>();
    List<Named> open = new ArrayList<>();
    for (Found found : all) {
      ObjectNode cluster = found.cluster();
      if (cluster == null) {
        named.add(found);
        continue;
      }
      Named each = Named.of(found, cluster);
      String known = each.namespace().isEmpty() ? null : nameByUid.get(each.uid());
      if (known == null) {
        open.add(each);
      } else {
        named.add(called(each, known));
      }
    }
    open.sort(ORDER);
    Set<String> kept = new HashSet<>();
    Map<Named, String> names = new HashMap<>();
    for (Named each : open) {
      boolean first = !taken.contains(each.name()) && kept.add(each.name());
      names.put(each, first ? each.name() : each.name() + "." + each.namespace());
    }
    open.forEach(each -> named.add(called(each, names.getOrDefault(each, each.name()))));
    return named;
  }

  private Found called(Named cluster, String name) {
    Found found = cluster.found();
    if (!taken.add(name)) {
      return Found.unreadable(found.origin(), "another cluster gets the name " + name + " already");
    }
    String namespace = cluster.namespace();
    List<String> notes = new ArrayList<>(found.notes());
    if (!name.equals(cluster.name())) {
      notes.add("is called " + name + ", because " + cluster.name() + " is another namespace's");
    }
    cluster.metadata().put("name", name);
    cluster.metadata().remove("namespace");
    if (!namespace.isEmpty()) {
      cluster.metadata().withObject("annotations").put(ANNOTATION, namespace);
    }
    return new Found(found.origin(), found.cluster(), notes);
  }
}
