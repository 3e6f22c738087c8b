/**
 * What there is to do: settings in, a plan of steps out, all data. Asks nobody and writes nothing.
 */
@NullMarked
package dev.clusterregistry.crinit.plan;

import org.jspecify.annotations.NullMarked;
