/**
 * What the kind Cluster needs beyond its YAML: whether addresses and networks can be used, and the
 * columns that are computed. Trees flow in; warnings, errors and cells flow out.
 */
@NullMarked
package dev.clusterregistry.kinds.cluster;

import org.jspecify.annotations.NullMarked;
