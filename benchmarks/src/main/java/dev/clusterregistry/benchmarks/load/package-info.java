/**
 * A lean HTTP/2 client that costs the measured server little of the machine they share. Requests
 * flow in, counts and latencies out; it knows no Kubernetes.
 */
@NullMarked
package dev.clusterregistry.benchmarks.load;

import org.jspecify.annotations.NullMarked;
