package dev.clusterregistry.apiserver.openapi;

import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.SelectableField;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the definitions of a version of a kind and of lists of it. */
final class KindDefinitions {
  private static final String CONVENTIONS =
      " More info: https://git.k8s.io/community/contributors/devel/sig-architecture/"
          + "api-conventions.md#metadata";

  private final MetaDefinitions meta;
  private final KindVersion version;
  private final Map<String, ObjectNode> definitions;

  /**
   * @param definitions receives what is written
   */
  KindDefinitions(MetaDefinitions meta, KindVersion version, Map<String, ObjectNode> definitions) {
    this.meta = meta;
    this.version = version;
    this.definitions = definitions;
  }

  void write() {
    String kind = version.kind().kind();
    ObjectNode object = new SchemaWriter(version, definitions).kind();
    ObjectNode members = (ObjectNode) object.path("properties");
    members.replace("apiVersion", meta.typeMember("apiVersion"));
    members.replace("kind", meta.typeMember("kind"));
    members.replace("metadata", metadata("Standard object's metadata.", "ObjectMeta"));
    named(object, kind);
    if (!version.selectableFields().isEmpty()) {
      ArrayNode fields = object.putArray("x-kubernetes-selectable-fields");
      for (SelectableField field : version.selectableFields()) {
        fields.addObject().put("fieldPath", field.name());
      }
    }
    definitions.put(Names.definition(version, kind), object);
    definitions.put(Names.definition(version, version.kind().listKind()), list());
  }

  private ObjectNode list() {
    String kind = version.kind().kind();
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.put("description", version.kind().listKind() + " is a list of " + kind + " objects.");
    list.put("type", "object").putArray("required").add("items");
    ObjectNode properties = list.putObject("properties");
    properties.set("apiVersion", meta.typeMember("apiVersion"));
    ObjectNode items = properties.putObject("items");
    items.put("description", "The objects, sorted by name.").put("type", "array");
    ObjectNode item = items.putObject("items");
    item.putObject("default");
    item.putArray("allOf").add(SchemaWriter.reference(Names.definition(version, kind)));
    properties.set("kind", meta.typeMember("kind"));
    properties.set("metadata", metadata("Standard list metadata.", "ListMeta"));
    named(list, version.kind().listKind());
    return list;
  }

  private static ObjectNode metadata(String description, String definition) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata.put("description", description + CONVENTIONS).putObject("default");
    metadata.putArray("allOf").add(SchemaWriter.reference(Names.META + definition));
    return metadata;
  }

  private void named(ObjectNode definition, String kind) {
    definition
        .putArray("x-kubernetes-group-version-kind")
        .add(Names.groupKindVersion(version.kind().group(), version.version(), kind));
  }
}
