package dev.clusterregistry.machinery.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads one entry of a kind's versions. */
final class VersionReader {
  private static final String FINALIZE = "x-clusterregistry-finalize";

  private VersionReader() {}

  static KindVersion.Definition read(YamlMember version, String kind) {
    version.allow(
        Set.of(
            "name",
            "served",
            "storage",
            "deprecated",
            "deprecationWarning",
            "schema",
            "subresources",
            "additionalPrinterColumns",
            "selectableFields"));
    String name = version.member("name").text();
    YamlMember subresources = version.member("subresources");
    if (subresources.present()) {
      subresources.allow(Set.of("status", FINALIZE));
    }
    Schema schema = SchemaReader.root(version.member("schema").member("openAPIV3Schema"), kind);
    boolean deprecated = version.member("deprecated").bool(false);
    String warning =
        version.member("deprecationWarning").text(kind + " in version " + name + " is deprecated");
    return new KindVersion.Definition(
        name,
        version.member("served").bool(true),
        version.member("storage").bool(false),
        subresources.member("status").present(),
        subresources.member(FINALIZE).present(),
        deprecated ? warning : "",
        schema,
        List.copyOf(version.member("additionalPrinterColumns").list(VersionReader::column)),
        List.copyOf(version.member("selectableFields").list(f -> selectableField(f, schema))));
  }

  private static Column column(YamlMember column) {
    column.allow(
        Set.of(
            "name",
            "type",
            "format",
            "description",
            "priority",
            "jsonPath",
            "x-clusterregistry-computed"));
    String path = column.member("jsonPath").text("");
    String computed = column.member("x-clusterregistry-computed").text("");
    if (path.isEmpty() == computed.isEmpty()) {
      throw column.invalid("expected either jsonPath or x-clusterregistry-computed");
    }
    return new Column(
        column.member("name").text(),
        column.member("type").oneOf("string", "integer", "number", "boolean", "date"),
        column.member("format").text(""),
        column.member("description").text(""),
        column.member("priority").integer(0),
        path,
        computed);
  }

  private static SelectableField selectableField(YamlMember field, Schema root) {
    field.allow(Set.of("jsonPath"));
    String path = field.member("jsonPath").text();
    if (!path.startsWith(".") || path.length() < 2) {
      throw field.member("jsonPath").invalid("expected a path such as .spec.size");
    }
    List<String> members = new ArrayList<>();
    Schema schema = root;
    for (String name : path.substring(1).split("\\.", -1)) {
      Property property = schema.property(name);
      if (property == null) {
        throw field.member("jsonPath").invalid("the schema has no " + name + " in " + path);
      }
      schema = property.schema();
      members.add(name);
    }
    switch (schema.type()) {
      case STRING, INTEGER, BOOLEAN -> {}
      case STRUCT, MAP, LIST, BYTES, TIME, NUMBER, INT_OR_STRING, ANY ->
          throw field
              .member("jsonPath")
              .invalid("only texts, integers and booleans are selectable");
    }
    return new SelectableField(path.substring(1), List.copyOf(members));
  }
}
