package dev.clusterregistry.machinery.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the schema of one version: structural, as in CRDs. */
final class SchemaReader {
  private static final Set<String> KEYWORDS =
      Set.of(
          "type",
          "format",
          "title",
          "description",
          "example",
          "properties",
          "required",
          "items",
          "additionalProperties",
          "enum",
          "default",
          "nullable",
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "pattern",
          "x-kubernetes-list-type",
          "x-kubernetes-list-map-keys",
          "x-kubernetes-map-type",
          "x-kubernetes-int-or-string",
          "x-kubernetes-preserve-unknown-fields",
          "x-clusterregistry-type",
          "x-clusterregistry-protobuf",
          "x-clusterregistry-pointer",
          "x-clusterregistry-patch-strategy",
          "x-clusterregistry-patch-merge-key");

  private SchemaReader() {}

  /**
   * The schema of whole objects: apiVersion, kind and metadata are built in, whatever the YAML says
   * of them.
   */
  static Schema root(YamlMember yaml, String kind) {
    yaml.allow(KEYWORDS);
    yaml.member("type").oneOf("object");
    SchemaBuilder root =
        new SchemaBuilder(SchemaType.STRUCT)
            .named(kind)
            .described(yaml.member("description").text(""));
    root.add("apiVersion", 0, false, text("The group and version in which the object is written."));
    root.add("kind", 0, false, text("What kind of object this is."));
    root.add("metadata", 1, false, ObjectMetaSchema.INSTANCE);
    List<String> required = yaml.member("required").texts();
    YamlMember properties = yaml.member("properties");
    for (String name : properties.object().propertyNames()) {
      if (root.properties.stream().noneMatch(p -> p.name().equals(name))) {
        addProperty(root, properties.member(name), name, required.contains(name));
      }
    }
    return root.build();
  }

  private static SchemaBuilder text(String description) {
    return new SchemaBuilder(SchemaType.STRING).described(description);
  }

  private static void addProperty(
      SchemaBuilder struct, YamlMember yaml, String name, boolean required) {
    int number = yaml.member("x-clusterregistry-protobuf").integer(0);
    if (number != 0 && struct.properties.stream().anyMatch(p -> p.protobufNumber() == number)) {
      throw yaml.invalid("protobuf number " + number + " is taken");
    }
    String typeName = struct.typeName + name.substring(0, 1).toUpperCase(Locale.ROOT);
    struct.add(name, number, required, read(yaml, typeName + name.substring(1)));
  }

  /**
   * @param derivedName the type name if none is declared
   */
  private static Schema read(YamlMember yaml, String derivedName) {
    yaml.object();
    yaml.allow(KEYWORDS);
    String typeName = yaml.member("x-clusterregistry-type").text(derivedName);
    SchemaBuilder builder = new SchemaBuilder(type(yaml));
    builder.description = yaml.member("description").text("");
    builder.format = yaml.member("format").text("");
    builder.nullable = yaml.member("nullable").bool(false);
    builder.pointer = yaml.member("x-clusterregistry-pointer").bool(false);
    builder.limits = limits(yaml);
    YamlMember absent = yaml.member("default");
    builder.defaultValue = absent.present() ? absent.value() : null;
    switch (builder.type) {
      case STRUCT -> readStruct(yaml, builder.named(typeName));
      case MAP -> builder.of(read(yaml.member("additionalProperties"), typeName + "Value"));
      case LIST -> readList(yaml, builder.of(read(yaml.member("items"), typeName + "Item")));
      case STRING, BYTES, TIME, INTEGER, NUMBER, BOOLEAN, INT_OR_STRING, ANY -> {}
    }
    if (builder.type == SchemaType.STRUCT || builder.type == SchemaType.MAP) {
      YamlMember mapType = yaml.member("x-kubernetes-map-type");
      builder.atomic = mapType.present() && mapType.oneOf("granular", "atomic").equals("atomic");
    }
    String strategy = yaml.member("x-clusterregistry-patch-strategy").text("");
    builder.patchStrategy = strategy.isEmpty() ? null : strategy;
    String mergeKey = yaml.member("x-clusterregistry-patch-merge-key").text("");
    builder.patchMergeKey = mergeKey.isEmpty() ? null : mergeKey;
    return builder.build();
  }

  private static SchemaType type(YamlMember yaml) {
    if (yaml.member("x-kubernetes-int-or-string").bool(false)) {
      return SchemaType.INT_OR_STRING;
    }
    boolean free = yaml.member("x-kubernetes-preserve-unknown-fields").bool(false);
    YamlMember type = yaml.member("type");
    if (free && !type.present()) {
      return SchemaType.ANY;
    }
    String format = yaml.member("format").text("");
    return switch (type.oneOf("object", "array", "string", "integer", "number", "boolean")) {
      case "object" -> {
        boolean struct = yaml.member("properties").present();
        boolean map = yaml.member("additionalProperties").present();
        if (struct && (map || free)) {
          throw yaml.invalid("an object with properties can have no other members");
        }
        yield free ? SchemaType.ANY : map ? SchemaType.MAP : SchemaType.STRUCT;
      }
      case "array" -> SchemaType.LIST;
      case "integer" -> SchemaType.INTEGER;
      case "number" -> SchemaType.NUMBER;
      case "boolean" -> SchemaType.BOOLEAN;
      default ->
          switch (format) {
            case "byte" -> SchemaType.BYTES;
            case "date-time" -> SchemaType.TIME;
            default -> SchemaType.STRING;
          };
    };
  }

  private static void readStruct(YamlMember yaml, SchemaBuilder struct) {
    List<String> required = yaml.member("required").texts();
    YamlMember properties = yaml.member("properties");
    if (properties.present()) {
      for (String name : properties.object().propertyNames()) {
        addProperty(struct, properties.member(name), name, required.contains(name));
      }
    }
    Set<String> unknown = new HashSet<>(required);
    struct.properties.forEach(p -> unknown.remove(p.name()));
    if (!unknown.isEmpty()) {
      throw yaml.member("required").invalid("no such property: " + String.join(", ", unknown));
    }
  }

  private static void readList(YamlMember yaml, SchemaBuilder list) {
    YamlMember type = yaml.member("x-kubernetes-list-type");
    String name = type.present() ? type.oneOf("atomic", "set", "map") : "atomic";
    list.listType = ListType.valueOf(name.toUpperCase(Locale.ROOT));
    list.atomic = list.listType == ListType.ATOMIC;
    YamlMember keys = yaml.member("x-kubernetes-list-map-keys");
    list.listMapKeys = keys.texts();
    if ((list.listType == ListType.MAP) == list.listMapKeys.isEmpty()) {
      throw keys.invalid("a list of type map needs keys, and no other list may have them");
    }
    for (String key : list.listMapKeys) {
      if (list.element == null || list.element.property(key) == null) {
        throw keys.invalid("the items have no property " + key);
      }
    }
  }

  private static Limits limits(YamlMember yaml) {
    YamlMember pattern = yaml.member("pattern");
    Limits limits =
        new Limits(
            List.copyOf(yaml.member("enum").list(YamlMember::scalar)),
            yaml.member("minimum").optionalNumber(),
            yaml.member("maximum").optionalNumber(),
            yaml.member("minLength").optionalInteger(),
            yaml.member("maxLength").optionalInteger(),
            yaml.member("minItems").optionalInteger(),
            yaml.member("maxItems").optionalInteger(),
            pattern.present() ? compile(pattern) : null);
    return limits.equals(Limits.NONE) ? Limits.NONE : limits;
  }

  private static Pattern compile(YamlMember pattern) {
    try {
      return Pattern.compile(pattern.text());
    } catch (PatternSyntaxException e) {
      throw pattern.invalid("not a regular expression: " + e.getDescription());
    }
  }
}
