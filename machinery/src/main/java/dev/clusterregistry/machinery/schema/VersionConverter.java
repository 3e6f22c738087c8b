package dev.clusterregistry.machinery.schema;

import tools.jackson.databind.node.ObjectNode;

/** Turns an object of one version of a kind into another version. */
@FunctionalInterface
public interface VersionConverter {

  /** Only apiVersion changes. Members that the other version lacks are dropped. */
  VersionConverter NONE = new NoConversion();

  /**
   * @param object in the version from; not changed
   * @return a new tree in the version to
   */
  ObjectNode convert(ObjectNode object, KindVersion from, KindVersion to);
}
