/**
 * What the tests of every Java client need: a registry that they may stop and start, and a network that they may cut.
 *
 * <p>Uses the JDK only: nothing here may meet the libraries of a client.
 */
@NullMarked
package dev.clusterregistry.tests.clients.harness;

import org.jspecify.annotations.NullMarked;
