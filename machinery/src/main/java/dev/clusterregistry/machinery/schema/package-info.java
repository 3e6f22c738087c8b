/**
 * What a kind is: group, names, versions, and per version a schema with all that the server derives
 * from it. CRD-shaped YAML flows in through {@link
 * dev.clusterregistry.machinery.schema.KindReader}; immutable {@link
 * dev.clusterregistry.machinery.schema.Kind}s flow out, to every other part of the server. It must
 * not know any particular kind, nor HTTP, nor how objects are stored.
 */
@NullMarked
package dev.clusterregistry.machinery.schema;

import org.jspecify.annotations.NullMarked;
