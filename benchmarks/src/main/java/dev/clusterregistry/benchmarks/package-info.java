/**
 * Measures a Kubernetes-style server by its URL and credentials, and its transport's own limit.
 * Options flow in, a table and JSON out.
 */
@NullMarked
package dev.clusterregistry.benchmarks;

import org.jspecify.annotations.NullMarked;
