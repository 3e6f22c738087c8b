/** Placeholder. */
@NullMarked
package dev.clusterregistry.machinery;

import org.jspecify.annotations.NullMarked;
