package dev.clusterregistry.apiserver.openapi;

import java.util.List;

/** The operations that are no verbs on a resource: discovery and version. */
final class DiscoveryOperations {
  private DiscoveryOperations() {}

  static Operation groups() {
    return get("/apis/", "getAPIVersions", "apis", "List the API groups.", "APIGroupList");
  }

  static Operation group(String group) {
    String id = "get" + Names.operationPart(group, "") + "APIGroup";
    return get("/apis/" + group + "/", id, Names.tag(group, ""), "Describe one group.", "APIGroup");
  }

  static Operation resources(String group, String version) {
    return get(
        "/apis/" + group + "/" + version + "/",
        "get" + Names.operationPart(group, version) + "APIResources",
        Names.tag(group, version),
        "List the resources of one version of a group.",
        "APIResourceList");
  }

  static Operation version() {
    Operation operation =
        get("/version/", "getCodeVersion", "version", "Tell the version of the server.", "");
    return new Operation(
        operation.path(),
        operation.method(),
        operation.id(),
        operation.tag(),
        operation.description(),
        "",
        null,
        List.of(),
        List.of(),
        null,
        List.of(new Operation.Answer(200, "OK", "io.k8s.apimachinery.pkg.version.Info")),
        MediaTypes.JSON);
  }

  private static Operation get(
      String path, String id, String tag, String description, String kind) {
    return new Operation(
        path,
        "get",
        id,
        tag,
        description,
        "",
        null,
        List.of(),
        List.of(),
        null,
        List.of(new Operation.Answer(200, "OK", Names.META + kind)),
        MediaTypes.OBJECTS);
  }
}
