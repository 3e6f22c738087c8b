/** The fabric8 client against the built registry: compiled and run with its two newest major versions. */
@NullMarked
package dev.clusterregistry.tests.clients.fabric8;

import org.jspecify.annotations.NullMarked;
