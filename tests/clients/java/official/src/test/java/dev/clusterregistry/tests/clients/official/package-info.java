/** The official Java client against the built registry. */
@NullMarked
package dev.clusterregistry.tests.clients.official;

import org.jspecify.annotations.NullMarked;
