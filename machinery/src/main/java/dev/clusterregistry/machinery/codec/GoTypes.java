package dev.clusterregistry.machinery.codec;

import dev.clusterregistry.machinery.schema.Schema;

/** The names that Go gives to types, which stand in decoding errors. */
final class GoTypes {
  private GoTypes() {}

  /**
   * @param version the package of the kind's own types, such as v1alpha1
   */
  static String name(Schema schema, String version) {
    return switch (schema.type()) {
      case STRUCT -> (schema.builtIn() ? "v1" : version) + "." + schema.typeName();
      case MAP -> "map[string]" + name(schema.requiredElement(), version);
      case LIST -> "[]" + name(schema.requiredElement(), version);
      case STRING -> schema.typeName().isEmpty() ? "string" : schema.typeName();
      case TIME -> "string";
      case BYTES -> "[]uint8";
      case INTEGER -> schema.format().equals("int32") ? "int32" : "int64";
      case NUMBER -> "float64";
      case BOOLEAN -> "bool";
      case INT_OR_STRING -> "int32";
      case ANY -> "interface {}";
    };
  }
}
