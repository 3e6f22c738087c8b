package dev.clusterregistry.machinery.schema;

import java.util.List;

/** A part of an object that is written on a path of its own. */
@SuppressWarnings("ImmutableEnumChecker") // lists made by List.of
public enum Subresource {
  /** What keeps a deleted object from going. */
  FINALIZE("finalize", List.of("update")),
  STATUS("status", List.of("get", "patch", "update"));

  private final String path;
  private final List<String> verbs;

  Subresource(String path, List<String> verbs) {
    this.path = path;
    this.verbs = verbs;
  }

  /** Its name in paths. */
  public String path() {
    return path;
  }

  /** In the order of the alphabet, as discovery lists them. */
  public List<String> verbs() {
    return verbs;
  }
}
