/**
 * The product: the program's entry and what it is called. Arguments flow in, an exit code flows
 * out.
 */
@NullMarked
package dev.clusterregistry.clusterregistry;

import org.jspecify.annotations.NullMarked;
