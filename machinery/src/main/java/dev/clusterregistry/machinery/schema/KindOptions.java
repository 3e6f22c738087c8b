package dev.clusterregistry.machinery.schema;

import java.util.List;

/**
 * What a kind decides about its verbs, beyond what a CRD can say.
 *
 * @param allowUnconditionalUpdate whether a PUT without resourceVersion overwrites
 * @param allowCreateOnUpdate whether a PUT of a missing object creates it
 * @param generation whether metadata.generation counts changes
 * @param stored false for a kind whose objects are only questions: the answer to a create
 * @param verbs of the resource, in the order of the alphabet, as discovery lists them
 */
public record KindOptions(
    boolean allowUnconditionalUpdate,
    boolean allowCreateOnUpdate,
    boolean generation,
    boolean stored,
    List<String> verbs) {
  static final List<String> ALL_VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
}
