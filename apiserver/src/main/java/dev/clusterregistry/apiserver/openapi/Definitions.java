package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.machinery.schema.KindVersion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All definitions that the operations of some versions may refer to, by name. */
final class Definitions {
  private final Dialect dialect;
  private final TreeMap<String, ObjectNode> byName = new TreeMap<>();

  Definitions(Dialect dialect, List<KindVersion> versions) {
    this.dialect = dialect;
    byName.putAll(MetaDefinitions.of(dialect));
    for (KindVersion version : versions) {
      new SchemaWriter(dialect, version, byName).writeKind();
      byName.put(Names.definition(version, version.kind().listKind()), list(version));
    }
    register("DeleteOptions", versions);
    register("WatchEvent", versions);
  }

  private ObjectNode list(KindVersion version) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("description", "A list of objects of the kind " + version.kind().kind() + ".");
    list.put("type", "object").putArray("required").add("items");
    ObjectNode properties = list.putObject("properties");
    properties
        .putObject("apiVersion")
        .put("description", "The group and version in which the list is written.")
        .put("type", "string");
    ObjectNode items = properties.putObject("items");
    items.put("description", "The objects, ordered by name.").put("type", "array");
    items.set("items", dialect.reference(Names.definition(version, version.kind().kind())));
    properties
        .putObject("kind")
        .put("description", "The kind of the list: " + version.kind().listKind() + ".")
        .put("type", "string");
    properties.set(
        "metadata",
        dialect.reference(
            Names.META + "ListMeta", "The version of the whole list, and where it goes on."));
    list.putArray("x-kubernetes-group-version-kind")
        .add(
            Names.groupVersionKind(
                version.kind().group(), version.version(), version.kind().listKind()));
    return list;
  }

  /** Some kinds of meta/v1 belong to every group and version as well. */
  private void register(String kind, List<KindVersion> versions) {
    ObjectNode definition = byName.get(Names.META + kind);
    if (definition == null) {
      return;
    }
    TreeMap<String, ObjectNode> all = new TreeMap<>();
    all.put(" v1", Names.groupVersionKind("", "v1", kind));
    for (KindVersion version : versions) {
      all.put(
          version.kind().group() + " " + version.version(),
          Names.groupVersionKind(version.kind().group(), version.version(), kind));
    }
    ArrayNode kinds = definition.putArray("x-kubernetes-group-version-kind");
    all.values().forEach(kinds::add);
  }

  /** The definitions that the document's paths lead to, directly or not. */
  ObjectNode reachableFrom(JsonNode paths) {
    TreeMap<String, ObjectNode> reached = new TreeMap<>();
    reach(paths, reached);
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    reached.forEach(all::set);
    return all;
  }

  private void reach(JsonNode node, Map<String, ObjectNode> reached) {
    JsonNode reference = node.get("$ref");
    if (reference != null) {
      String name = reference.asString().substring(dialect.prefix.length());
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
