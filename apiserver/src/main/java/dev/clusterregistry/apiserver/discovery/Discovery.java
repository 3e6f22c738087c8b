package dev.clusterregistry.apiserver.discovery;

import dev.clusterregistry.apiserver.request.Endpoint;
import dev.clusterregistry.machinery.schema.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All discovery endpoints by path. */
public final class Discovery {
  private Discovery() {}

  /** Each path is there with and without a slash at the end. */
  public static Map<String, Endpoint> endpoints(List<Kind> kinds) {
    List<ServedGroups.Group> groups = ServedGroups.of(kinds);
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    List<ServedGroups.Group> named = groups.stream().filter(g -> !g.name().isEmpty()).toList();
    put(
        endpoints,
        "/apis",
        new AggregatedEndpoint(
            AggregatedDocument.of(named), new DocumentEndpoint(ClassicDocuments.groupList(named))));
    for (ServedGroups.Group group : groups) {
      if (group.name().isEmpty()) {
        addCore(endpoints, group);
      }
    }
    for (ServedGroups.Group group : named) {
      String root = "/apis/" + group.name();
      put(endpoints, root, new DocumentEndpoint(ClassicDocuments.group(group)));
      addVersions(endpoints, root, group);
    }
    return endpoints;
  }

  private static void addCore(Map<String, Endpoint> endpoints, ServedGroups.Group core) {
    put(
        endpoints,
        "/api",
        new AggregatedEndpoint(
            AggregatedDocument.of(List.of(core)), new CoreVersionsEndpoint(core)));
    addVersions(endpoints, "/api", core);
  }

  private static void addVersions(
      Map<String, Endpoint> endpoints, String root, ServedGroups.Group group) {
    group
        .versions()
        .forEach(
            (version, resources) ->
                put(
                    endpoints,
                    root + "/" + version,
                    new DocumentEndpoint(
                        ClassicDocuments.resourceList(group.groupVersion(version), resources))));
  }

  private static void put(Map<String, Endpoint> endpoints, String path, Endpoint endpoint) {
    endpoints.put(path, endpoint);
    endpoints.put(path + "/", endpoint);
  }
}
