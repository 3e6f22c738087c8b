package dev.clusterregistry.generators;

import dev.clusterregistry.machinery.schema.KindVersion;
import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.schema.SchemaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The structs that a version of a kind declares, each once, in the order in which they appear. */
final class Structs {
  private final Map<String, Schema> byName = new LinkedHashMap<>();

  private Structs() {}

  /** The object itself first; object metadata and its parts are not among them. */
  static List<Schema> of(KindVersion version) {
    Structs structs = new Structs();
    structs.visit(version.schema());
    return List.copyOf(structs.byName.values());
  }

  /** The members of the object that are its own: neither its type nor its metadata. */
  static List<Property> ownMembers(KindVersion version) {
    List<Property> own = new ArrayList<>();
    for (Property property : version.schema().properties()) {
      switch (property.name()) {
        case "apiVersion", "kind", "metadata" -> {}
        default -> own.add(property);
      }
    }
    return own;
  }

  private void visit(Schema schema) {
    if (schema.builtIn()) {
      return;
    }
    if (schema.type() == SchemaType.STRUCT) {
      if (schema.typeName().isEmpty()) {
        throw new IllegalArgumentException("a struct needs x-clusterregistry-type");
      }
      if (byName.putIfAbsent(schema.typeName(), schema) != null) {
        return;
      }
    }
    if (schema.element() != null) {
      visit(schema.element());
    }
    schema.properties().forEach(property -> visit(property.schema()));
  }
}
