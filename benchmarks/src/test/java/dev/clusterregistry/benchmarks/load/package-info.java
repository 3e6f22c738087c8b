/** Tests of the client against a real server of ours. */
@NullMarked
package dev.clusterregistry.benchmarks.load;

import org.jspecify.annotations.NullMarked;
