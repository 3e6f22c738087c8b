package dev.clusterregistry.apiserver.discovery;

import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.Subresource;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The document of apidiscovery.k8s.io/v2. */
final class AggregatedDocument {
  private AggregatedDocument() {}

  static ObjectNode of(List<ServedGroups.Group> groups) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("kind", "APIGroupDiscoveryList").put("apiVersion", "apidiscovery.k8s.io/v2");
    list.putObject("metadata");
    ArrayNode items = list.putArray("items");
    for (ServedGroups.Group group : groups) {
      ObjectNode item = items.addObject();
      item.putObject("metadata").put("name", group.name());
      ArrayNode versions = item.putArray("versions");
      group.versions().forEach((name, kinds) -> addVersion(versions.addObject(), name, kinds));
    }
    return list;
  }

  private static void addVersion(ObjectNode target, String name, List<KindVersion> kinds) {
    target.put("version", name);
    ArrayNode resources = target.putArray("resources");
    for (KindVersion version : kinds) {
      addResource(resources.addObject(), version);
    }
    target.put("freshness", "Current");
  }

  private static void addResource(ObjectNode target, KindVersion version) {
    Kind kind = version.kind();
    target.put("resource", kind.plural());
    addResponseKind(target, version);
    target.put("scope", kind.namespaced() ? "Namespaced" : "Cluster");
    target.put("singularResource", kind.singular());
    ClassicDocuments.addAll(target.putArray("verbs"), kind.options().verbs());
    if (!kind.shortNames().isEmpty()) {
      ClassicDocuments.addAll(target.putArray("shortNames"), kind.shortNames());
    }
    if (!kind.categories().isEmpty()) {
      ClassicDocuments.addAll(target.putArray("categories"), kind.categories());
    }
    if (!version.subresources().isEmpty()) {
      ArrayNode parts = target.putArray("subresources");
      for (Subresource part : version.subresources()) {
        ObjectNode node = parts.addObject().put("subresource", part.path());
        addResponseKind(node, version);
        ClassicDocuments.addAll(node.putArray("verbs"), part.verbs());
      }
    }
  }

  private static void addResponseKind(ObjectNode target, KindVersion version) {
    target
        .putObject("responseKind")
        .put("group", version.kind().group())
        .put("version", version.version())
        .put("kind", version.kind().kind());
  }
}
