package dev.clusterregistry.machinery.schema;

/**
 * A declared member of a struct.
 *
 * @param name as in JSON
 * @param required whether the schema lists it so; such a member is written even if empty
 * @param protobufNumber the field's number, 0 if it has none
 * @param index its place among the struct's properties
 */
public record Property(
    String name, Schema schema, boolean required, int protobufNumber, int index) {

  /** Whether it says something even if there is nothing in it. */
  public boolean keptEmpty() {
    return required || schema.pointer();
  }
}
