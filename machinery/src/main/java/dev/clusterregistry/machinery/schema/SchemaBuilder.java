package dev.clusterregistry.machinery.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Collects what a {@link Schema} is made of. */
final class SchemaBuilder {
  final SchemaType type;
  String typeName = "";
  String description = "";
  String format = "";
  final List<Property> properties = new ArrayList<>();
  @Nullable Schema element;
  ListType listType = ListType.ATOMIC;
  List<String> listMapKeys = List.of();
  boolean atomic;
  @Nullable String patchMergeKey;
  @Nullable String patchStrategy;
  @Nullable JsonNode defaultValue;
  boolean nullable;
  boolean builtIn;
  boolean omitsZero;
  boolean wrapped;
  boolean pointer;
  Limits limits = Limits.NONE;

  SchemaBuilder(SchemaType type) {
    this.type = type;
  }

  SchemaBuilder named(String name) {
    typeName = name;
    return this;
  }

  SchemaBuilder described(String text) {
    description = text;
    return this;
  }

  SchemaBuilder formatted(String name) {
    format = name;
    return this;
  }

  SchemaBuilder of(Schema elements) {
    element = elements;
    return this;
  }

  SchemaBuilder add(String name, int number, boolean required, SchemaBuilder schema) {
    return add(name, number, required, schema.build());
  }

  SchemaBuilder add(String name, int number, boolean required, Schema schema) {
    properties.add(new Property(name, schema, required, number, properties.size()));
    return this;
  }

  Schema build() {
    return new Schema(this);
  }
}
