/** Placeholder. */
@NullMarked
package dev.clusterregistry.clusterregistry;

import org.jspecify.annotations.NullMarked;
