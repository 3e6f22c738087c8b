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
    if (version.kind().group().isEmpty()) {
      return "io.k8s.api.core." + version.version() + "." + type;
    }
    String[] labels = version.kind().group().split("\\.", -1);
    StringBuilder name = new StringBuilder();
    for (int i = labels.length - 1; i >= 0; i--) {
      name.append(labels[i]).append('.');
    }
    return name.append(version.version()).append('.').append(type).toString();
  }

  /** The path below which a version's resources are, such as apis/apps/v1. */
  static String root(KindVersion version) {
    return (version.kind().group().isEmpty() ? "api/" : "apis/") + version.apiVersion();
  }

  /** Such as ClusterregistryV1alpha1: the part of an operation's id that says which version. */
  static String operationPart(String group, String version) {
    return title(camelCase(group)) + title(version);
  }

  static String tag(String group, String version) {
    return version.isEmpty() ? camelCase(group) : camelCase(group) + "_" + version;
  }

  /** Such as "a Cluster", in English as Kubernetes writes it: plurals have no article. */
  static String withArticle(String kind) {
    if (kind.endsWith("s") && !kind.endsWith("ss")) {
      return kind;
    }
    boolean vowel = "aeiouAEIOU".indexOf(kind.charAt(0)) >= 0;
    return (vowel ? "an " : "a ") + kind;
  }

  private static String title(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** Groups of Kubernetes itself lose their common ending; the words of others are joined. */
  private static String camelCase(String group) {
    if (group.isEmpty()) {
      return "core";
    }
    String ending = ".k8s.io";
    String text =
        group.endsWith(ending) ? group.substring(0, group.length() - ending.length()) : group;
    StringBuilder name = new StringBuilder();
    for (String word : text.split("[^A-Za-z0-9]", -1)) {
      name.append(name.isEmpty() ? word : title(word));
    }
    return name.toString();
  }

  /** As an operation names it. */
  static ObjectNode groupVersionKind(String group, String version, String kind) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("group", group)
        .put("version", version)
        .put("kind", kind);
  }

  /** As a definition names it, in one of several. */
  static ObjectNode groupKindVersion(String group, String version, String kind) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("group", group)
        .put("kind", kind)
        .put("version", version);
  }
}
