/** The contract of stores, and what is particular to each of them. */
@NullMarked
package dev.clusterregistry.store;

import org.jspecify.annotations.NullMarked;
