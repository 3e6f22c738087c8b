/**
 * The one road of every write: body, draft, system fields, validation, stored bytes,
 * compare-and-set, frozen object. Requests flow in; values flow to the store, the resulting object
 * flows back. It never writes to the cache.
 */
@NullMarked
package dev.clusterregistry.apiserver.resource.write;

import org.jspecify.annotations.NullMarked;
