package dev.clusterregistry.machinery.schema;

/**
 * What a kind decides about its verbs, beyond what a CRD can say.
 *
 * @param allowUnconditionalUpdate whether a PUT without resourceVersion overwrites
 * @param allowCreateOnUpdate whether a PUT of a missing object creates it
 */
public record KindOptions(boolean allowUnconditionalUpdate, boolean allowCreateOnUpdate) {}
