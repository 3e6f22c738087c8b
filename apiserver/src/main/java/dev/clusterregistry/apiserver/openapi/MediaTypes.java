package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.machinery.schema.KindVersion;
import java.util.List;

/** What operations consume and produce: exactly what the server takes and gives. */
final class MediaTypes {
  private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
  private static final String WATCH = ";stream=watch";

  /** Of what every server of this kind of API says about itself. */
  static final List<String> DISCOVERY = List.of("application/json", "application/yaml", PROTOBUF);

  /** kubectl chooses its kind of patch by these. */
  static final List<String> PATCHES =
      List.of(
          "application/json-patch+json",
          "application/merge-patch+json",
          "application/strategic-merge-patch+json",
          "application/apply-patch+yaml");

  static final List<String> JSON = List.of("application/json");

  private MediaTypes() {}

  /** Protobuf where the kind's schema has field numbers. */
  static List<String> objects(KindVersion version) {
    return version.protobuf() ? DISCOVERY : List.of("application/json", "application/yaml");
  }

  static List<String> lists(KindVersion version) {
    return version.protobuf()
        ? List.of(
            "application/json",
            "application/yaml",
            PROTOBUF,
            "application/json" + WATCH,
            PROTOBUF + WATCH)
        : List.of("application/json", "application/yaml", "application/json" + WATCH);
  }
}
