/**
 * Ordered keys and bytes with revisions. Writes flow in as compare-and-set on a key's revision;
 * committed changes flow out, in revision order, to subscribers. This module knows no Kubernetes:
 * no JSON, no kinds, no HTTP.
 */
@NullMarked
package dev.clusterregistry.store;

import org.jspecify.annotations.NullMarked;
