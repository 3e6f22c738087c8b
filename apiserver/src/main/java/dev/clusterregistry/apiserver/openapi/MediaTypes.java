package dev.clusterregistry.apiserver.openapi;

import java.util.List;

/** What operations consume and produce: exactly what the server takes and gives. */
final class MediaTypes {
  static final List<String> OBJECTS = List.of("application/json", "application/yaml");
  static final List<String> LISTS =
      List.of("application/json", "application/yaml", "application/json;stream=watch");

  /** kubectl chooses its kind of patch by these. */
  static final List<String> PATCHES =
      List.of(
          "application/json-patch+json",
          "application/merge-patch+json",
          "application/strategic-merge-patch+json",
          "application/apply-patch+yaml");

  static final List<String> JSON = List.of("application/json");

  private MediaTypes() {}
}
