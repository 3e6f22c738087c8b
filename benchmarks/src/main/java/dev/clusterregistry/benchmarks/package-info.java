/** Placeholder. */
@NullMarked
package dev.clusterregistry.benchmarks;

import org.jspecify.annotations.NullMarked;
