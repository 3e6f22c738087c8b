package dev.clusterregistry.apiserver.discovery;

import java.util.List;

/** The verbs of every kind, in the order of the alphabet, as discovery lists them. */
final class ResourceVerbs {
  static final List<String> RESOURCE =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
  static final List<String> STATUS = List.of("get", "patch", "update");

  private ResourceVerbs() {}
}
