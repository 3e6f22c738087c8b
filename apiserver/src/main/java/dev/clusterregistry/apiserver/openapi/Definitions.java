package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.machinery.schema.KindVersion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All definitions that the operations of some versions may refer to, by name, in OpenAPI v3. */
final class Definitions {
  private final TreeMap<String, ObjectNode> byName = new TreeMap<>();

  Definitions(List<KindVersion> versions) {
    MetaDefinitions meta = new MetaDefinitions();
    byName.putAll(meta.byName());
    for (KindVersion version : versions) {
      new KindDefinitions(meta, version, byName).write();
    }
    register("DeleteOptions", versions);
    register("WatchEvent", versions);
  }

  /** Some kinds of meta/v1 belong to every group and version as well. */
  private void register(String kind, List<KindVersion> versions) {
    ObjectNode definition = byName.get(Names.META + kind);
    if (definition == null) {
      return;
    }
    TreeMap<String, ObjectNode> all = new TreeMap<>();
    all.put(" v1", Names.groupKindVersion("", "v1", kind));
    for (KindVersion version : versions) {
      all.put(
          version.kind().group() + " " + version.version(),
          Names.groupKindVersion(version.kind().group(), version.version(), kind));
    }
    ArrayNode kinds = definition.putArray("x-kubernetes-group-version-kind");
    all.values().forEach(kinds::add);
  }

  /** The definitions that a document's paths lead to, directly or not. */
  ObjectNode reachableFrom(JsonNode paths) {
    TreeMap<String, ObjectNode> reached = new TreeMap<>();
    reach(paths, reached);
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    reached.forEach(all::set);
    return all;
  }

  private void reach(JsonNode node, Map<String, ObjectNode> reached) {
    if (node.has("$ref")) {
      String name = SchemaWriter.definitionOf(node);
      ObjectNode definition = byName.get(name);
      if (definition != null && reached.putIfAbsent(name, definition) == null) {
        reach(definition, reached);
      }
      return;
    }
    for (JsonNode child : node) {
      reach(child, reached);
    }
  }
}
