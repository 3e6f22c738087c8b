/** Tests of what is measured. */
@NullMarked
package dev.clusterregistry.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
