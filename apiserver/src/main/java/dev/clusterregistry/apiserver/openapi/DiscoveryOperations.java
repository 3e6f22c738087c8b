package dev.clusterregistry.apiserver.openapi;

import java.util.List;

/** The operations that are no verbs on a resource: discovery and version. */
final class DiscoveryOperations {
  private DiscoveryOperations() {}

  /** The versions of the core group. */
  static Operation coreVersions() {
    return get(
        "/api/",
        "getCoreAPIVersions",
        "core",
        "get available API versions",
        Names.META + "APIVersions",
        MediaTypes.DISCOVERY);
  }

  static Operation groups() {
    return get(
        "/apis/",
        "getAPIVersions",
        "apis",
        "get available API versions",
        Names.META + "APIGroupList",
        MediaTypes.DISCOVERY);
  }

  static Operation group(String group) {
    return get(
        "/apis/" + group + "/",
        "get" + Names.operationPart(group, "") + "APIGroup",
        Names.tag(group, ""),
        "get information of a group",
        Names.META + "APIGroup",
        MediaTypes.DISCOVERY);
  }

  static Operation resources(String group, String version) {
    String root = group.isEmpty() ? "/api/" : "/apis/" + group + "/";
    return get(
        root + version + "/",
        "get" + Names.operationPart(group, version) + "APIResources",
        Names.tag(group, version),
        "get available resources",
        Names.META + "APIResourceList",
        MediaTypes.DISCOVERY);
  }

  static Operation version() {
    return get(
        "/version/",
        "getCodeVersion",
        "version",
        "get the version information for this server",
        "io.k8s.apimachinery.pkg.version.Info",
        MediaTypes.JSON);
  }

  private static Operation get(
      String path,
      String id,
      String tag,
      String description,
      String definition,
      List<String> mediaTypes) {
    return new Operation(
        path,
        "get",
        id,
        tag,
        description,
        null,
        List.of(),
        List.of(),
        null,
        List.of(new Operation.Answer(200, "OK", definition)),
        mediaTypes);
  }
}
