package dev.clusterregistry.machinery.schema;

/** How several writers share a list (x-kubernetes-list-type). */
public enum ListType {
  /** One writer owns the whole list. The default. */
  ATOMIC,
  /** Scalars, each owned by itself. */
  SET,
  /** Structs told apart by their key members, each owned by itself. */
  MAP
}
