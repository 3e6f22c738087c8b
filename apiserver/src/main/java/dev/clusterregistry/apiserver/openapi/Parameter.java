package dev.clusterregistry.apiserver.openapi;

/**
 * A parameter of operations.
 *
 * @param in query or path
 * @param type string, integer or boolean
 */
record Parameter(String in, String name, String type, String description) {
  boolean inPath() {
    return in.equals("path");
  }
}
