package dev.clusterregistry.apiserver.discovery;

import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kinds by group and version: groups in the order given, the preferred version first. */
final class ServedGroups {

  /**
   * @param versions the resources of each version
   */
  record Group(String name, Map<String, List<KindVersion>> versions) {

    String preferred() {
      return versions.keySet().iterator().next();
    }

    String groupVersion(String version) {
      return name.isEmpty() ? version : name + "/" + version;
    }
  }

  private ServedGroups() {}

  static List<Group> of(List<Kind> kinds) {
    Map<String, List<KindVersion>> byGroup = new LinkedHashMap<>();
    for (Kind kind : kinds) {
      byGroup.computeIfAbsent(kind.group(), g -> new ArrayList<>()).addAll(kind.servedVersions());
    }
    List<Group> groups = new ArrayList<>();
    byGroup.forEach((name, served) -> groups.add(new Group(name, byVersion(served))));
    return groups;
  }

  private static Map<String, List<KindVersion>> byVersion(List<KindVersion> served) {
    List<String> names = new ArrayList<>();
    for (KindVersion version : served) {
      if (!names.contains(version.version())) {
        names.add(version.version());
      }
    }
    names.sort(VersionPriority.HIGHEST_FIRST);
    Map<String, List<KindVersion>> versions = new LinkedHashMap<>();
    for (String name : names) {
      versions.put(name, served.stream().filter(v -> v.version().equals(name)).toList());
    }
    return versions;
  }
}
