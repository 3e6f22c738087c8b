/**
 * What is measured: a class for each kind of work. A {@link
 * dev.clusterregistry.benchmarks.scenario.Bench} flows in, figures go to its report.
 */
@NullMarked
package dev.clusterregistry.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
