/** Placeholder. */
@NullMarked
package dev.clusterregistry.kinds;

import org.jspecify.annotations.NullMarked;
