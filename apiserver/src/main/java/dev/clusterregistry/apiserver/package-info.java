/** Placeholder. */
@NullMarked
package dev.clusterregistry.apiserver;

import org.jspecify.annotations.NullMarked;
