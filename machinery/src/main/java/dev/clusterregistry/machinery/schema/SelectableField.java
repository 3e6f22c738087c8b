package dev.clusterregistry.machinery.schema;

import java.util.List;

/**
 * A field that a field selector may name, besides metadata.name and metadata.namespace.
 *
 * @param name as in a selector, such as spec.size
 * @param path the members that lead to it
 */
public record SelectableField(String name, List<String> path) {}
