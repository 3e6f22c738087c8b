package dev.clusterregistry.machinery.apply;

import dev.clusterregistry.machinery.schema.ListType;
import dev.clusterregistry.machinery.schema.Property;
import dev.clusterregistry.machinery.schema.Schema;
import dev.clusterregistry.machinery.schema.SchemaType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How ownership looks at a value: as one thing, or as things inside. */
enum Shape {
  /** A scalar, or an object or list that has one owner. */
  LEAF,
  /** An object whose members have owners. */
  MAP,
  /** A list whose items have owners. */
  LIST;

  /** What the schema says; for values of any type, what the value says. */
  static Shape of(Schema schema, @Nullable JsonNode value) {
    return switch (schema.type()) {
      case STRUCT, MAP -> schema.atomic() ? LEAF : MAP;
      case LIST -> schema.listType() == ListType.ATOMIC ? LEAF : LIST;
      case ANY -> value != null && value.isObject() ? MAP : LEAF;
      case STRING, BYTES, TIME, INTEGER, NUMBER, BOOLEAN, INT_OR_STRING -> LEAF;
    };
  }

  /** The schema of a member; null if the schema does not know it. */
  static @Nullable Schema member(Schema schema, String name) {
    if (schema.type() == SchemaType.STRUCT) {
      Property property = schema.property(name);
      return property == null ? null : property.schema();
    }
    return schema.type() == SchemaType.ANY ? schema : schema.element();
  }

  /** Whether a member is declared by name, not merely allowed. */
  static boolean declares(Schema schema, String name) {
    return schema.type() == SchemaType.STRUCT && schema.property(name) != null;
  }

  /** Nothing inside: absent, null, or an empty object or list. */
  static boolean isHollow(@Nullable JsonNode value) {
    return value == null || value.isNull() || (value.isContainer() && value.isEmpty());
  }
}
