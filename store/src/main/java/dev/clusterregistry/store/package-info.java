/** Placeholder. */
@NullMarked
package dev.clusterregistry.store;

import org.jspecify.annotations.NullMarked;
