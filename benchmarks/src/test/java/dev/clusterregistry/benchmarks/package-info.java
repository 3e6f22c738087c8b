/** Tests of the benchmarks' command line and report. */
@NullMarked
package dev.clusterregistry.benchmarks;

import org.jspecify.annotations.NullMarked;
