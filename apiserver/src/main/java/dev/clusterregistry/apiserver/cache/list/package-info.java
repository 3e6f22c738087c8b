/**
 * Streams lists out of snapshots, plain or compressed, slice by slice beside the watchers of the
 * same event loop. A snapshot's range flows in, bytes flow out; it knows no schema.
 */
@NullMarked
package dev.clusterregistry.apiserver.cache.list;

import org.jspecify.annotations.NullMarked;
