package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.machinery.schema.Kind;
import dev.clusterregistry.machinery.schema.KindVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the documents: one in v2 for everything, several in v3, each for a path of discovery. */
public final class OpenApiDocuments {
  private final List<KindVersion> versions = new ArrayList<>();
  private final String productVersion;

  public OpenApiDocuments(List<Kind> kinds, String productVersion) {
    kinds.forEach(kind -> versions.addAll(kind.servedVersions()));
    this.productVersion = productVersion;
  }

  /** The swagger document. */
  public ObjectNode v2() {
    List<Operation> operations = new ArrayList<>();
    if (hasCore()) {
      operations.add(DiscoveryOperations.coreVersions());
    }
    operations.add(DiscoveryOperations.groups());
    for (String group : groups()) {
      operations.add(DiscoveryOperations.group(group));
    }
    byGroupVersion().forEach((path, members) -> operations.addAll(operationsOf(members)));
    operations.add(DiscoveryOperations.version());
    ObjectNode paths = V2Writer.paths(operations);
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("swagger", "2.0");
    document.set("info", info());
    document.set("paths", paths);
    ObjectNode definitions = new Definitions(versions).reachableFrom(paths);
    document.set("definitions", SwaggerSchema.byName(definitions));
    document.set("securityDefinitions", bearerToken());
    document.putArray("security").addObject().putArray("BearerToken");
    return document;
  }

  /** The v3 documents by the path that they describe, such as apis/apps/v1. */
  public Map<String, ObjectNode> v3() {
    Map<String, ObjectNode> documents = new LinkedHashMap<>();
    if (hasCore()) {
      documents.put("api", v3(List.of(DiscoveryOperations.coreVersions()), List.of()));
    }
    documents.put("apis", v3(List.of(DiscoveryOperations.groups()), List.of()));
    for (String group : groups()) {
      documents.put("apis/" + group, v3(List.of(DiscoveryOperations.group(group)), List.of()));
    }
    byGroupVersion()
        .forEach((path, members) -> documents.put(path, v3(operationsOf(members), members)));
    documents.put("version", v3(List.of(DiscoveryOperations.version()), List.of()));
    return documents;
  }

  private ObjectNode v3(List<Operation> operations, List<KindVersion> members) {
    ObjectNode paths = V3Writer.paths(operations);
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.0.0");
    document.set("info", info());
    document.set("paths", paths);
    ObjectNode components = document.putObject("components");
    components.set("schemas", new Definitions(members).reachableFrom(paths));
    components.set("securitySchemes", bearerToken());
    return document;
  }

  private static List<Operation> operationsOf(List<KindVersion> members) {
    List<Operation> operations = new ArrayList<>();
    KindVersion first = members.get(0);
    operations.add(DiscoveryOperations.resources(first.kind().group(), first.version()));
    members.forEach(member -> operations.addAll(Operations.of(member)));
    return operations;
  }

  private Set<String> groups() {
    Set<String> groups = new LinkedHashSet<>();
    versions.forEach(version -> groups.add(version.kind().group()));
    groups.remove(""); // the core group has the document of its versions
    return groups;
  }

  private boolean hasCore() {
    return versions.stream().anyMatch(version -> version.kind().group().isEmpty());
  }

  private Map<String, List<KindVersion>> byGroupVersion() {
    Map<String, List<KindVersion>> byPath = new LinkedHashMap<>();
    for (KindVersion version : versions) {
      byPath.computeIfAbsent(Names.root(version), p -> new ArrayList<>()).add(version);
    }
    return byPath;
  }

  private ObjectNode info() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("title", "Cluster registry")
        .put("version", productVersion);
  }

  private static ObjectNode bearerToken() {
    ObjectNode schemes = JsonNodeFactory.instance.objectNode();
    schemes
        .putObject("BearerToken")
        .put("description", "Bearer Token authentication")
        .put("type", "apiKey")
        .put("name", "authorization")
        .put("in", "header");
    return schemes;
  }
}
