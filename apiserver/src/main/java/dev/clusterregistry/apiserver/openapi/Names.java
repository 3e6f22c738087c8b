package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.machinery.schema.KindVersion;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How definitions, operations and tags are called. */
final class Names {
  static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

  private Names() {}

  /** Such as io.k8s.clusterregistry.v1alpha1.ClusterSpec. */
  static String definition(KindVersion version, String type) {
    String[] labels = version.kind().group().split("\\.", -1);
    StringBuilder name = new StringBuilder();
    for (int i = labels.length - 1; i >= 0; i--) {
      name.append(labels[i]).append('.');
    }
    return name.append(version.version()).append('.').append(type).toString();
  }

  /** Such as ClusterregistryV1alpha1: the part of an operation's id that says which version. */
  static String operationPart(String group, String version) {
    return title(firstLabel(group)) + title(version);
  }

  static String tag(String group, String version) {
    return version.isEmpty() ? firstLabel(group) : firstLabel(group) + "_" + version;
  }

  static String title(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String firstLabel(String group) {
    int dot = group.indexOf('.');
    String label = dot < 0 ? group : group.substring(0, dot);
    return label.replace("-", "");
  }

  static ObjectNode groupVersionKind(String group, String version, String kind) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("group", group)
        .put("kind", kind)
        .put("version", version);
  }
}
