package dev.clusterregistry.generators;

import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.schema.SchemaType;
import java.util.Locale;

/** One member of a Java model: lists and maps are never null, what else is absent is. */
final class JavaMember {
  private final Property property;
  private final Schema schema;
  private final String name;
  private final String type;

  JavaMember(Property property) {
    this.property = property;
    this.schema = property.schema();
    this.name = property.name();
    this.type = type(schema);
  }

  private static String type(Schema schema) {
    return switch (schema.type()) {
      case STRUCT -> schema.typeName();
      case LIST -> "List<" + type(schema.requiredElement()) + ">";
      case MAP -> "Map<String, " + type(schema.requiredElement()) + ">";
      case STRING -> "String";
      case BYTES -> "byte[]";
      case TIME -> "Instant";
      case INTEGER -> schema.format().equals("int32") ? "Integer" : "Long";
      case NUMBER -> "Double";
      case BOOLEAN -> "Boolean";
      case INT_OR_STRING, ANY -> "Object";
    };
  }

  private boolean collection() {
    return schema.type() == SchemaType.LIST || schema.type() == SchemaType.MAP;
  }

  private boolean bytes() {
    return schema.type() == SchemaType.BYTES;
  }

  /** The type with its nullness. */
  private String nullable() {
    if (collection()) {
      return type;
    }
    return bytes() ? "byte @Nullable []" : "@Nullable " + type;
  }

  String field() {
    String include = collection() ? property.required() ? "ALWAYS" : "NON_EMPTY" : "NON_NULL";
    String format =
        schema.type() == SchemaType.TIME ? "  @JsonFormat(shape = JsonFormat.Shape.STRING)\n" : "";
    String initial =
        switch (schema.type()) {
          case LIST -> " = new ArrayList<>()";
          case MAP -> " = new LinkedHashMap<>()";
          default -> "";
        };
    return """
          @JsonProperty("%s")
          @JsonInclude(JsonInclude.Include.%s)
        %s  private %s %s%s;

        """
        .formatted(name, include, format, nullable(), name, initial);
  }

  String accessors(String owner) {
    String upper = Prose.capitalized(name);
    String documentation =
        "  /**\n" + Prose.wrapped(Prose.escaped(schema.description()), "   * ", 100) + "   */\n";
    return documentation
        + """
          public %s get%s() {
            return %s;
          }

          public void set%s(%s %s) {
            this.%s = %s;
          }

          /** Sets %s and returns this object. */
          public %s with%s(%s %s) {
            set%s(%s);
            return this;
          }
        """
            .formatted(
                nullable(),
                upper,
                name,
                upper,
                nullable(),
                name,
                name,
                name,
                name,
                owner,
                upper,
                nullable(),
                name,
                upper,
                name);
  }

  String comparison() {
    String comparer = bytes() ? "Arrays" : "Objects";
    return "        && %s.equals(%s, that.%s)\n".formatted(comparer, name, name);
  }

  String hashed() {
    return bytes() ? "Arrays.hashCode(" + name + ")" : name;
  }

  String printed() {
    String value =
        bytes() ? "(" + name + " == null ? null : " + name + ".length + \" bytes\")" : name;
    return String.format(Locale.ROOT, "%s=\" + %s + \"", name, value);
  }
}
