/**
 * The token book in the data folder, as commands change it beside a running server. It knows the
 * file and its lock, not what the book says.
 */
@NullMarked
package dev.clusterregistry.clusterregistry.token;

import org.jspecify.annotations.NullMarked;
